using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Breaks;

/// <summary>The breaks of a published indicator, read from the definition in its manifest: a reader needs neither catalogue nor reforms.</summary>
public static class PublishedBreaks
{
    private static readonly ConditionalWeakTable<PublishedIndicator, IReadOnlyList<SeriesBreak>> Known = [];
    private static readonly ConditionalWeakTable<PublishedIndicator, IReadOnlyList<SeriesBreak>> KnownWritten = [];

    /// <summary>The breaks of its series that stands when no member is named, oldest first.</summary>
    public static IReadOnlyList<SeriesBreak> Of(PublishedIndicator indicator) => Of(indicator, DefaultMember.Of);

    /// <summary>The breaks of one of its series, oldest first.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="memberOf">The series' member of a breakdown.</param>
    public static IReadOnlyList<SeriesBreak> Of(PublishedIndicator indicator, Func<string, string> memberOf)
    {
        var all = All(indicator);
        return all.All(item => item.Where is null) ? all : [.. all.Where(item => item.Concerns(memberOf))];
    }

    /// <summary>The breaks of all its series, oldest first; read once. Where a newer version of the definition begins, all of them break.</summary>
    public static IReadOnlyList<SeriesBreak> All(PublishedIndicator indicator) => Known.GetValue(indicator, Read);

    /// <summary>The breaks that the definition itself names, oldest first; read once.</summary>
    public static IReadOnlyList<SeriesBreak> Written(PublishedIndicator indicator) => KnownWritten.GetValue(indicator, ReadWritten);

    private static IReadOnlyList<SeriesBreak> ReadWritten(PublishedIndicator indicator) =>
        (indicator.Definition as JsonObject)?["breaks"] is JsonArray breaks
            ? [.. breaks.OfType<JsonObject>().Select(Break).OrderBy(item => item.From)]
            : [];

    private static IReadOnlyList<SeriesBreak> Read(PublishedIndicator indicator) => indicator.Versions.Count == 0
        ? Written(indicator)
        : [.. Written(indicator).Concat(Changes(indicator)).OrderBy(item => item.From)];

    private static IEnumerable<SeriesBreak> Changes(PublishedIndicator indicator) => indicator.Versions.Count > 0 && indicator.Versions[^1].From is not null
        ? indicator.Versions.Skip(1).Select(version => new SeriesBreak(version.From!.Value, [], DefinitionChange.Text(version), null))
        : [];

    private static SeriesBreak Break(JsonObject item) => new(
        DateOnly.ParseExact((string)item["from"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        [.. (item["areas"] as JsonArray ?? []).Select(area => (string)area!)],
        (item["reason"] as JsonObject ?? []).ToDictionary(reason => reason.Key, reason => (string)reason.Value!),
        (string?)item["reform"],
        (item["where"] as JsonObject)?.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value!.AsArray().Select(member => (string)member!)]));
}
