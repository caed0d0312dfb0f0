using System.Globalization;
using System.Text.Json.Nodes;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;

namespace Insight.Api.Catalog;

/// <summary>Makes answers on indicators from what was published.</summary>
internal static class IndicatorAnswers
{
    /// <summary>An indicator as listed.</summary>
    public static IndicatorAnswer Short(PublishedIndicator indicator, string? language)
    {
        var first = indicator.Slices.FirstOrDefault();
        return new IndicatorAnswer
        {
            Id = indicator.Id,
            Version = indicator.Version,
            Theme = indicator.Theme,
            Name = Languages.Pick(indicator.Names, language),
            Names = indicator.Names,
            Descriptions = indicator.Descriptions,
            Unit = indicator.Unit,
            Decimals = indicator.Decimals,
            Direction = indicator.Direction,
            Aggregation = indicator.Aggregation,
            Frequencies = [.. Publication.FrequenciesOf(indicator).Select(Publication.Word)],
            Breakdowns = indicator.Breakdowns,
            Status = indicator.Status,
            Synthetic = indicator.Synthetic,
            Sources = indicator.Sources,
            FirstPeriod = first?.FirstPeriod,
            LastPeriod = first?.LastPeriod,
        };
    }

    /// <summary>An indicator with all that is known of it.</summary>
    public static IndicatorDetailAnswer Detailed(
        PublishedIndicator indicator, Publication publication, string? language, IReadOnlyDictionary<string, IReadOnlyList<string>> members, DataDates dates)
    {
        var basis = Short(indicator, language);
        return new IndicatorDetailAnswer
        {
            Id = basis.Id,
            Version = basis.Version,
            Theme = basis.Theme,
            Name = basis.Name,
            Names = basis.Names,
            Descriptions = basis.Descriptions,
            Unit = basis.Unit,
            Decimals = basis.Decimals,
            Direction = basis.Direction,
            Aggregation = basis.Aggregation,
            Frequencies = basis.Frequencies,
            Breakdowns = basis.Breakdowns,
            Status = basis.Status,
            Synthetic = basis.Synthetic,
            Sources = basis.Sources,
            FirstPeriod = basis.FirstPeriod,
            LastPeriod = basis.LastPeriod,
            Publication = publication.Id,
            Formula = indicator.Formula,
            Multiplier = indicator.Multiplier,
            Explanation = indicator.Explanation,
            Guidance = FieldGuidance.Texts,
            Owner = indicator.Owner,
            DefinitionHash = indicator.DefinitionHash,
            Definition = indicator.Definition,
            Versions = [.. VersionsOf(indicator)],
            Slices = [.. indicator.Slices.Select(SliceAnswer.Of)],
            BreakdownMembers = members,
            BreakdownDetails = [.. indicator.Breakdowns.Select(name => BreakdownOf(name, members.GetValueOrDefault(name, []), publication.Manifest))],
            DataUpdated = dates.Updated,
            DataLoaded = dates.Loaded,
            SourceDetails =
            [
                .. indicator.Sources.Select(publication.Source).OfType<PublishedSource>().Select(
                    s => SourceAnswer.Of(s, publication.Manifest))
            ],
        };
    }

    /// <summary>A breakdown with the words for it and for those of its members that the indicator has; unnamed members come last.</summary>
    private static PublishedBreakdown BreakdownOf(string name, IReadOnlyList<string> members, PublicationManifest manifest)
    {
        var words = manifest.Breakdowns.FirstOrDefault(breakdown => breakdown.Id == name);
        var named = words?.Members.Where(member => members.Contains(member.Id)).ToList() ?? [];
        var unnamed = members.Except(named.Select(member => member.Id)).Select(member => new PublishedMember(member, Code(member)));
        return new(name, words?.Names ?? Code(name), [.. named, .. unnamed]);
    }

    private static Dictionary<string, string> Code(string code) => Languages.All.ToDictionary(language => language, _ => code);

    private static IEnumerable<VersionAnswer> VersionsOf(PublishedIndicator indicator)
    {
        IReadOnlyList<PublishedVersion> versions = indicator.Versions.Count > 0
            ? indicator.Versions
            : [new(indicator.Version, Day(indicator, "from"), Day(indicator, "to"), indicator.Aggregation, indicator.Multiplier, indicator.Formula, indicator.Slices, indicator.Definition)];
        return versions.Select(v => new VersionAnswer(
            v.Version, v.From, v.To, v.Version == indicator.Version, v.Aggregation, v.Multiplier, v.Formula, v.Definition, [.. v.Slices.Select(SliceAnswer.Of)]));
    }

    private static DateOnly? Day(PublishedIndicator indicator, string field) =>
        (indicator.Definition as JsonObject)?["effective"]?[field] is { } day ? DateOnly.ParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
