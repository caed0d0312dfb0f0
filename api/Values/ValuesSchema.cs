using System.Text.Json.Serialization;

namespace Insight.Api.Values;

/// <summary>
/// Values as JSON. Describes the answer for the OpenAPI document; rows are written from memory without making objects of them.
/// </summary>
/// <param name="Publication">The publication that was answered from.</param>
/// <param name="PublishedAt">When it was written.</param>
/// <param name="Edition">Its edition.</param>
/// <param name="Indicator">The indicator, where one was asked for.</param>
/// <param name="Indicators">The indicators, where several were asked for.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Division">current, as-was, as-delivered, or the day by which an earlier municipal division is called.</param>
/// <param name="Membership">Members of aggregates: current or at-the-time.</param>
/// <param name="Synthetic">Whether any of the figures is invented for demonstration.</param>
/// <param name="DataUpdated">The newest date that the producers themselves give the figures of the asked areas and periods; null unless every payload that was read for them gives one.</param>
/// <param name="Citation">How the answer is cited.</param>
/// <param name="Rows">Rows, by indicator, area, breakdown members and period.</param>
/// <param name="Notes">What a reader of the rows must know.</param>
public sealed record ValuesSchema(
    string Publication,
    DateTimeOffset PublishedAt,
    string Edition,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Indicator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Indicators,
    string Frequency,
    string Division,
    string Membership,
    bool Synthetic,
    DateTimeOffset? DataUpdated,
    ValuesCitationSchema Citation,
    IReadOnlyList<ValueRowSchema> Rows,
    IReadOnlyList<ValueNoteSchema> Notes);

/// <summary>One value. Each breakdown of the indicator is a further member by its name, for example "sex":"total".</summary>
/// <param name="Indicator">Only where several indicators were asked for.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Value">The value, not rounded; null always has a status.</param>
/// <param name="Status">Why there is no value, or a reservation on it; absent where there is none.</param>
/// <param name="ObsStatus">SDMX CL_OBS_STATUS code; with a status.</param>
/// <param name="ConfStatus">SDMX CL_CONF_STATUS code; with a status.</param>
/// <param name="Break">True for the first value after a break of the series, whatever its status; absent otherwise.</param>
/// <param name="Numerator">With include=components.</param>
/// <param name="Denominator">With include=components.</param>
/// <param name="Members">Of an aggregate: how many members it has and how many have a value.</param>
public sealed record ValueRowSchema(
    string? Indicator,
    string Area,
    string Period,
    double? Value,
    string? Status,
    string? ObsStatus,
    string? ConfStatus,
    bool? Break,
    double? Numerator,
    double? Denominator,
    ValueMembersSchema? Members);

/// <summary>Members of an aggregate, counted.</summary>
/// <param name="Of">How many it has.</param>
/// <param name="Present">How many of them have a figure.</param>
/// <param name="Missing">Ids of those that have none; absent where none or very many are missing.</param>
public sealed record ValueMembersSchema(int Of, int Present, IReadOnlyList<string>? Missing);

/// <summary>A note on the rows.</summary>
/// <param name="Code">synthetic, awaiting-data, break, recalculated, small-transfer or membership.</param>
/// <param name="Indicator">The indicator that it is about.</param>
/// <param name="From">Of a break: the first day after it.</param>
/// <param name="Areas">The areas concerned; of a break empty means all.</param>
/// <param name="Text">The note: a text with <c>lang</c>, else a map of languages.</param>
public sealed record ValueNoteSchema(string Code, string Indicator, DateOnly? From, IReadOnlyList<string>? Areas, object Text);

/// <summary>How an answer is cited.</summary>
/// <param name="Link">Permanent address of the answer: the question as of its publication.</param>
/// <param name="Text">Producers, indicators, publication, licence and link; with lang a text, else one by language.</param>
public sealed record ValuesCitationSchema(string Link, object Text);
