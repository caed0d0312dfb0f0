using Insight.Indicators.Forecasting.Questions;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>A forecast with all that is needed to judge it and to make it again.</summary>
public sealed record ForecastDocument
{
    /// <summary>Id of the vintage; null when it was not stored.</summary>
    public required string? Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>api, command-line or schedule.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The publication whose values it was made from: nothing later was seen.</summary>
    public required string Publication { get; init; }

    /// <summary>Version of the program.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Seed of random numbers: 0, as none are drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>Indicator id.</summary>
    public required string Indicator { get; init; }

    /// <summary>Version of its definition.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>Hash of its definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>Its name by language.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Its unit by language.</summary>
    public required IReadOnlyDictionary<string, string> Unit { get; init; }

    /// <summary>Decimals to show; the numbers here are not rounded.</summary>
    public required int Decimals { get; init; }

    /// <summary>higher, lower or neutral: which way is better.</summary>
    public required string Direction { get; init; }

    /// <summary>Whether any of the figures is invented for demonstration.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>year, quarter or month.</summary>
    public required string Frequency { get; init; }

    /// <summary>Municipal division of the values.</summary>
    public required string Division { get; init; }

    /// <summary>Member of each breakdown, by name.</summary>
    public required IReadOnlyDictionary<string, string> Breakdown { get; init; }

    /// <summary>Last period whose values were used.</summary>
    public required string Origin { get; init; }

    /// <summary>Periods ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>The method asked for.</summary>
    public required string Method { get; init; }

    /// <summary>Coverages of the intervals.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Whether provisional last values were left out.</summary>
    public required bool DropProvisional { get; init; }

    /// <summary>The condition set on the future, as asked; null without one.</summary>
    public required ScenarioRequest? Scenario { get; init; }

    /// <summary>SDMX status of every value here: F, a forecast.</summary>
    public string ObsStatus => "F";

    /// <summary>Reservations on the whole.</summary>
    public required IReadOnlyList<ForecastNote> Notes { get; init; }

    /// <summary>Areas in the order of the request.</summary>
    public required IReadOnlyList<AreaDocument> Areas { get; init; }

    /// <summary>How the method did in the past, one a pool; an area's <see cref="AreaDocument.Pool"/> says which is its own.</summary>
    public required IReadOnlyList<PoolDocument> Backtests { get; init; }
}

/// <summary>Something to know, with a stable code.</summary>
/// <param name="Code">Kebab-case code.</param>
/// <param name="Text">In plain words by language.</param>
/// <param name="Detail">The engine's own words with numbers, English; null where there are none.</param>
public sealed record ForecastNote(string Code, IReadOnlyDictionary<string, string> Text, string? Detail = null);

/// <summary>One area's forecast.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="Method">Method that made it; none where there is no forecast.</param>
/// <param name="Why">Why that method, or why none.</param>
/// <param name="Pool">Pool of its backtest.</param>
/// <param name="Last">The last published value up to the origin; null without one.</param>
/// <param name="Scale">Mean |change over a cycle| of the area: the unit of errors in the backtest.</param>
/// <param name="Warnings">Reservations.</param>
/// <param name="Words">What is expected, how sure that is, how good past forecasts were: sentences by language.</param>
/// <param name="Rows">One row a period ahead; empty where there is no forecast.</param>
/// <param name="Target">When the target is reached; null where none was asked.</param>
public sealed record AreaDocument(
    string Area, IReadOnlyDictionary<string, string> Names, string Method, ForecastNote Why, string Pool, LastValue? Last, double? Scale,
    IReadOnlyList<ForecastNote> Warnings, IReadOnlyDictionary<string, IReadOnlyList<string>> Words, IReadOnlyList<ForecastRow> Rows, TargetDocument? Target);

/// <summary>The last published value.</summary>
public sealed record LastValue(string Period, double Value, string Status);

/// <summary>One period ahead.</summary>
/// <param name="Period">The period.</param>
/// <param name="Ahead">How many periods after the origin.</param>
/// <param name="Value">Expected value.</param>
/// <param name="Numerator">Its numerator, where the indicator has components.</param>
/// <param name="Denominator">Its denominator.</param>
/// <param name="Baseline">The value without the scenario; null without one.</param>
/// <param name="Naive">What the (seasonal) naive method says: the yardstick.</param>
/// <param name="Intervals">One a level, nested.</param>
public sealed record ForecastRow(
    string Period, int Ahead, double Value, double? Numerator, double? Denominator, double? Baseline, double? Naive, IReadOnlyList<IntervalDocument> Intervals)
{
    /// <summary>F: forecast.</summary>
    public string ObsStatus => "F";
}

/// <summary>Where the value lies in so many cases of a hundred.</summary>
public sealed record IntervalDocument(double Level, double Lower, double Upper);

/// <summary>Past accuracy of one pool.</summary>
/// <param name="Pool">municipality, aggregate, region …</param>
/// <param name="Rehearsals">Forecasts compared with what came: series × origins.</param>
/// <param name="Skill">Share of the (seasonal) naive method's error that the method saves; negative when it is worse; null without rehearsals.</param>
/// <param name="Horizons">One a period ahead.</param>
public sealed record PoolDocument(string Pool, int Rehearsals, double? Skill, IReadOnlyList<HorizonDocument> Horizons);

/// <summary>Past accuracy so many periods ahead.</summary>
/// <param name="Ahead">Periods ahead.</param>
/// <param name="Count">Forecasts compared.</param>
/// <param name="Error">Mean |error| in units of each series' own mean |change over a cycle|.</param>
/// <param name="NaiveError">The same of the (seasonal) naive method.</param>
/// <param name="Coverage">Realised coverage of intervals that were calibrated without these values, one a level; empty where there was nothing to calibrate on.</param>
public sealed record HorizonDocument(int Ahead, int Count, double Error, double NaiveError, IReadOnlyList<CoverageDocument> Coverage);

/// <summary>How often values fell inside intervals of a level.</summary>
public sealed record CoverageDocument(double Level, double Realised);

/// <summary>When a target is reached, and how likely.</summary>
/// <param name="Value">The target.</param>
/// <param name="Reach">at-most or at-least.</param>
/// <param name="State">reached (already), assessed or not-assessable.</param>
/// <param name="Why">Why it cannot be assessed; null where it can.</param>
/// <param name="Chances">The chance that the value meets the target in each period; empty where it cannot be assessed.</param>
/// <param name="LikelyFrom">First period from which on the chance is at least one half; null where it never is within the horizon.</param>
/// <param name="VeryLikelyFrom">First period from which on it is at least nine in ten.</param>
/// <param name="Decided">The area's own decided target that this is; null where the target was asked for.</param>
public sealed record TargetDocument(
    double Value, string Reach, string State, ForecastNote? Why, IReadOnlyList<TargetChance> Chances, string? LikelyFrom, string? VeryLikelyFrom,
    DecidedTarget? Decided = null);

/// <summary>A target that the area has decided, published with the figures.</summary>
/// <param name="Id">Its id at /v1/targets.</param>
/// <param name="Year">The year by which it is to be reached.</param>
/// <param name="Decision">Reference to the decision.</param>
/// <param name="IsExample">Whether it is an example that nobody decided.</param>
/// <param name="Chance">The chance that the value of that year meets it; null where the year lies outside the forecast or nothing can be said.</param>
public sealed record DecidedTarget(string Id, int Year, string Decision, bool IsExample, double? Chance);

/// <summary>The chance that a period's value meets the target, from 0.01 to 0.99.</summary>
public sealed record TargetChance(string Period, double Chance);
