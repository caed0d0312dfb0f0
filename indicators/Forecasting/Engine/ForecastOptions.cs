namespace Insight.Indicators.Forecasting.Engine;

/// <summary>What is asked of the engine.</summary>
public sealed record ForecastOptions
{
    /// <summary>Periods ahead; default 4.</summary>
    public int Horizon { get; init; } = 4;

    /// <summary>Id of a method (see <see cref="Methods.Ids"/>); default auto.</summary>
    public string Method { get; init; } = "auto";

    /// <summary>Coverages of the intervals, each between 0 and 1; default 80 % and 95 %.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [0.8, 0.95];

    /// <summary>Earlier periods from which is rehearsed, half a horizon apart; null (default) for as many as the pool needs.</summary>
    public int? Origins { get; init; }

    /// <summary>Whether auto gives way to the (seasonal) naive method where its rehearsals erred more; default true.</summary>
    public bool GuardsAuto { get; init; } = true;

    /// <summary>Whether provisional last values are left out; default false: they are used and marked.</summary>
    public bool DropProvisional { get; init; }
}
