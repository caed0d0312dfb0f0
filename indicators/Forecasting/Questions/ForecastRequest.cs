namespace Insight.Indicators.Forecasting.Questions;

/// <summary>What an analyst asks for, as sent; everything but indicator and areas has a default.</summary>
public sealed record ForecastRequest
{
    /// <summary>Indicator id.</summary>
    public string? Indicator { get; init; }

    /// <summary>Area ids, bare municipality numbers, <c>members:MK07</c> or <c>level:municipality</c>; at most 400 areas.</summary>
    public IReadOnlyList<string>? Areas { get; init; }

    /// <summary>Periods ahead. Default 4 years, 8 quarters or 12 months; at most 15, 24 and 60.</summary>
    public int? Horizon { get; init; }

    /// <summary>year, quarter or month. Default: the indicator's first.</summary>
    public string? Frequency { get; init; }

    /// <summary>Id of a method, or auto (default), which chooses by frequency, length and pool and says why.</summary>
    public string? Method { get; init; }

    /// <summary>Coverages of the intervals, each from 0.01 to 0.99, at most 5. Default 0.8 and 0.95.</summary>
    public IReadOnlyList<double>? Levels { get; init; }

    /// <summary>The publication to use: a date, a moment or an id. Default: the current one.</summary>
    public string? AsOf { get; init; }

    /// <summary>Member of each breakdown, by name. Default: the total.</summary>
    public IReadOnlyDictionary<string, string>? Breakdown { get; init; }

    /// <summary>Last period whose values are used. Default: the end of the last stretch of values that is long enough.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether provisional last values are left out. Default: they are used and marked.</summary>
    public bool? DropProvisional { get; init; }

    /// <summary>A condition on the future.</summary>
    public ScenarioRequest? Scenario { get; init; }

    /// <summary>A value to reach: the chance of it is told for each period.</summary>
    public TargetRequest? Target { get; init; }

    /// <summary>Whether the result is kept as a vintage; needs the steward's key. Default true.</summary>
    public bool? Store { get; init; }
}

/// <summary>A condition on the future: either the whole future of a component, or a shock from a period on.</summary>
public sealed record ScenarioRequest
{
    /// <summary>numerator or denominator: the component whose future <see cref="Paths"/> fixes.</summary>
    public string? Component { get; init; }

    /// <summary>Municipality id → its component's value in each period ahead.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Paths { get; init; }

    /// <summary>A lasting change from a period on.</summary>
    public ShockRequest? Shock { get; init; }
}

/// <summary>A lasting change of a component or of the value.</summary>
public sealed record ShockRequest
{
    /// <summary>The first period that it touches.</summary>
    public string? From { get; init; }

    /// <summary>numerator, denominator or value (default).</summary>
    public string? Component { get; init; }

    /// <summary>Added in the component's own unit; either this or <see cref="Percent"/>.</summary>
    public double? Add { get; init; }

    /// <summary>Per cent more (or less when negative).</summary>
    public double? Percent { get; init; }

    /// <summary>Municipalities that it strikes. Default: all areas asked for, and the municipalities in them.</summary>
    public IReadOnlyList<string>? Areas { get; init; }
}

/// <summary>A value to reach.</summary>
public sealed record TargetRequest
{
    /// <summary>The value, in the indicator's unit.</summary>
    public double? Value { get; init; }

    /// <summary>at-most or at-least. Default: by the direction that is better; needed for neutral indicators.</summary>
    public string? Reach { get; init; }
}
