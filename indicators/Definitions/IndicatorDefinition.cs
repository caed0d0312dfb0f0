using Insight.Indicators.Disclosure;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Definitions;

/// <summary>How values of areas become the value of the areas' aggregate.</summary>
public enum AggregationClass
{
    /// <summary>Counts and amounts: added up.</summary>
    Sum,

    /// <summary>Sum of numerators over sum of denominators; never a mean of rates.</summary>
    Ratio,

    /// <summary>Only the rate is published: numerators are rebuilt from rate × weight; aggregates are estimates.</summary>
    Weighted,

    /// <summary>
    /// Medians, and changes of rates: computed from the components or cases of all members together; the members' own values and components
    /// do not give it.
    /// </summary>
    Pooled,

    /// <summary>Indices, scores: an aggregate has a value only where the producer publishes one.</summary>
    NotAggregable,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    Higher,
    Lower,

    /// <summary>Neither; never shown as good or bad.</summary>
    Neutral,
}

/// <summary>How an annual value comes from shorter periods.</summary>
public enum AnnualRule
{
    /// <summary>Mean of the year's periods: stocks (persons at the end of each month).</summary>
    Mean,

    /// <summary>Sum of the year's periods: flows (days of absence).</summary>
    Sum,
}

/// <summary>
/// One indicator: what it means, where its figures come from, how it is computed. Read from <c>catalog/&lt;theme&gt;/&lt;id&gt;.yml</c>;
/// only definitions without errors become one.
/// </summary>
public sealed record IndicatorDefinition
{
    /// <summary>Kebab-case id, unique in the catalogue.</summary>
    public required string Id { get; init; }

    /// <summary>Counts from 1; another numerator, denominator, scope or code list is another version.</summary>
    public required int Version { get; init; }

    /// <summary>The periods for which this version holds.</summary>
    public required EffectivePeriod Effective { get; init; }

    /// <summary>Id of a theme in themes.yml.</summary>
    public required string Theme { get; init; }

    /// <summary>Name by language: fi, sv, en.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Plain-language description by language.</summary>
    public required IReadOnlyDictionary<string, string> Descriptions { get; init; }

    /// <summary>Unit of the value.</summary>
    public required DisplayUnit Unit { get; init; }

    /// <summary>Decimals to show, 0–6; values are never rounded when stored.</summary>
    public required int Decimals { get; init; }

    /// <summary>Which way is better.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Frequencies for which values are computed, the first being the one to show unasked.</summary>
    public required IReadOnlyList<Frequency> Frequencies { get; init; }

    /// <summary>How annual values come from shorter periods; null when no input is of a shorter period.</summary>
    public required AnnualRule? Annual { get; init; }

    /// <summary>How areas are aggregated.</summary>
    public required AggregationClass Aggregation { get; init; }

    /// <summary>Named figures, in the order of the file.</summary>
    public required IReadOnlyList<IndicatorInput> Inputs { get; init; }

    /// <summary>The formula as written.</summary>
    public required string Formula { get; init; }

    /// <summary>Names of the breakdowns by which values are computed.</summary>
    public required IReadOnlyList<string> Breakdowns { get; init; }

    /// <summary>When a value must not be shown.</summary>
    public required DisclosureLimits Disclosure { get; init; }

    /// <summary>Which test of change applies.</summary>
    public Variation Variation { get; init; } = Variation.Register;

    /// <summary>Known breaks of the series.</summary>
    public required IReadOnlyList<SeriesBreak> Breaks { get; init; }

    /// <summary>Who answers for the definition.</summary>
    public required string Owner { get; init; }

    /// <summary>Ids of the sources of the inputs.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Days after a period's end until its figures are usually there, or null when not known.</summary>
    public required int? LagDays { get; init; }

    /// <summary>What the next author should know, or null.</summary>
    public required string? Notes { get; init; }

    /// <summary>File and line of the definition.</summary>
    public required string Place { get; init; }

    /// <summary>The formula, checked: what is divided by what.</summary>
    public CheckedFormula Calculation { get; init; } = CheckedFormula.Empty;

    /// <summary>Older versions, oldest first; only the newest version has them.</summary>
    public IReadOnlyList<IndicatorDefinition> Earlier { get; init; } = [];

    /// <summary>
    /// Where the formula takes an indicator of which an older version holds for earlier periods: this definition with that version, each for the periods for which it holds,
    /// oldest first. <see cref="Calculation"/> then is that of the last periods.
    /// </summary>
    public IReadOnlyList<IndicatorDefinition> EarlierParts { get; init; } = [];

    /// <summary>This version in the order of time, each part computed in one way; itself alone where nothing that it takes changes.</summary>
    public IReadOnlyList<IndicatorDefinition> Parts => EarlierParts.Count == 0
        ? [this]
        : [.. EarlierParts, this with { EarlierParts = [], Effective = Effective with { From = EarlierParts[^1].Effective.To!.Value.AddDays(1) } }];

    /// <summary>Its own inputs and those of other indicators that the formula takes.</summary>
    public IEnumerable<IndicatorInput> Reads => Inputs.Concat(Calculation.Imported);

    /// <summary>The inputs of all its versions.</summary>
    public IEnumerable<IndicatorInput> AllReads => Versions.SelectMany(version => version.Parts).SelectMany(part => part.Reads);

    /// <summary>
    /// The versions of which its series is made, in their parts, oldest first: each holds for its own periods. A newest version without a first day is computed
    /// backwards and makes the series alone.
    /// </summary>
    public IReadOnlyList<IndicatorDefinition> Series => Effective.From is null ? Alone.Parts : [.. Versions.SelectMany(version => version.Parts)];

    /// <summary>All versions, oldest first, each by itself.</summary>
    public IReadOnlyList<IndicatorDefinition> Versions => [.. Earlier, Alone];

    private IndicatorDefinition Alone => Earlier.Count == 0 ? this : this with { Earlier = [] };

    /// <summary>value = multiplier × numerator ÷ denominator; 1 for sums and published figures.</summary>
    public double Multiplier => Calculation.ResultMultiplier;

    /// <summary>SHA-256 over the content (not over comments, blanks, order of keys): changes exactly when the meaning may have.</summary>
    public string Hash => DefinitionJson.Hash(this);

    /// <summary>The input with a name, own or of another indicator; or null.</summary>
    public IndicatorInput? FindInput(string name) => Reads.FirstOrDefault(input => input.Name == name);
}

/// <summary>From the first to the last day; null is open.</summary>
public sealed record EffectivePeriod(DateOnly? From, DateOnly? To);

/// <summary>The unit of a value: id of the unit language (percent, t/persons, days/person-years) and its text by language.</summary>
public sealed record DisplayUnit(string Id, IReadOnlyDictionary<string, string> Names);

/// <summary>A named figure of the formula.</summary>
/// <param name="Name">Name in the formula.</param>
/// <param name="DataSets">Data sets whose rows make the series; on the same key the later in the list wins.</param>
/// <param name="Measure">The measure; every data set has it.</param>
/// <param name="Where">Breakdown → members to which the rows are limited; several members are added up.</param>
public sealed record IndicatorInput(
    string Name, IReadOnlyList<string> DataSets, string Measure, IReadOnlyDictionary<string, IReadOnlyList<string>> Where)
{
    /// <summary>Breakdown → members that are left out; all others are added up.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>From a day on the series is not comparable with what was before.</summary>
/// <param name="From">First day after the break.</param>
/// <param name="Areas">The areas concerned; empty means all.</param>
/// <param name="Reason">Why, by language.</param>
/// <param name="Reform">Id of the reform of reforms.yml that it is, or null where the definition says it itself.</param>
/// <param name="Where">Breakdown → the members whose series break; null where all do.</param>
public sealed record SeriesBreak(
    DateOnly From, IReadOnlyList<string> Areas, IReadOnlyDictionary<string, string> Reason, string? Reform = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Where = null)
{
    /// <summary>Whether a series breaks.</summary>
    /// <param name="memberOf">The series' member of a breakdown.</param>
    public bool Concerns(Func<string, string> memberOf) => Where is null || Where.All(pair => pair.Value.Contains(memberOf(pair.Key)));
}
