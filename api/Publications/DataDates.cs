using System.Text.RegularExpressions;
using Insight.Api.Lineage;
using Insight.Api.Values;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>Of what date figures are: the date that their producers give them, and when they were loaded.</summary>
/// <param name="Updated">The newest date that the producers themselves give; null unless every payload that was read gives one.</param>
/// <param name="Loaded">When the newest of the payloads was loaded; null where nothing was.</param>
public sealed partial record DataDates(DateTimeOffset? Updated, DateTimeOffset? Loaded)
{
    /// <summary>The dates of figures of an indicator.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="indicator">An indicator of it.</param>
    /// <param name="loads">
    /// Numbers of the loads that the figures name, each the newest among the figure's inputs. An input of which none of them is read besides from the last
    /// payload of each of its data sets.
    /// </param>
    public static DataDates Of(Publication publication, PublishedIndicator indicator, params IEnumerable<int> loads)
    {
        var own = loads.Distinct().Select(publication.Load).OfType<PublishedLoad>().ToList();
        var told = own.Select(PayloadOf).ToHashSet();
        var read = Inputs(publication, indicator).Select(sets => LastOf(publication, indicator, sets)).Where(last => !last.Exists(load => told.Contains(PayloadOf(load))))
            .SelectMany(last => last).Concat(own).ToList();
        return new(
            read.Count > 0 && read.TrueForAll(load => load.UpdatedAt is not null) ? read.Max(load => load.UpdatedAt) : null,
            (own.Count > 0 ? own : read).Max(load => (DateTimeOffset?)load.LoadedAt));
    }

    /// <summary>The dates of the figures of areas and periods of a slice, each period by the version of the definition that holds for it.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="indicator">An indicator of it.</param>
    /// <param name="slice">The indicator's figures.</param>
    /// <param name="areas">Positions of areas.</param>
    /// <param name="periods">Periods with their indexes in the slice.</param>
    internal static DataDates Of(Publication publication, PublishedIndicator indicator, Slice slice, IReadOnlyCollection<int> areas, IEnumerable<PeriodPick> periods)
    {
        var parts = periods.GroupBy(period => indicator.At(period.Period).Version)
            .Select(part => Of(publication, indicator.At(part.First().Period), slice.LoadsOf(areas, [.. part.Select(period => period.Index)]))).ToList();
        return parts.Count == 0 ? Of(publication, indicator) : Together(parts);
    }

    /// <summary>The dates of several sets of figures together: the producers' only where each has one.</summary>
    internal static DataDates Together(IReadOnlyCollection<DataDates> parts) => new(
        parts.All(part => part.Updated is not null) ? parts.Max(part => part.Updated) : null, parts.Max(part => part.Loaded));

    /// <summary>
    /// The data sets of each input, which continue each other; those that another version of the definition names are no inputs of this one, and one that none names is
    /// an input by itself.
    /// </summary>
    private static IEnumerable<IEnumerable<string>> Inputs(Publication publication, PublishedIndicator indicator) => LineageInputs.Of(indicator)
        .Where(input => input.Name.Length > 0 || !IsOfVersion(publication, indicator, input.DataSet))
        .GroupBy(input => input.Name.Length > 0 ? input.Name : input.DataSet, input => input.DataSet, StringComparer.Ordinal);

    private static bool IsOfVersion(Publication publication, PublishedIndicator indicator, string dataSet) =>
        publication.Indicator(indicator.Id)?.Versions.Any(version => LineageInputs.Of(indicator with { Definition = version.Definition }).Any(input => input.Name.Length > 0 && input.DataSet == dataSet)) == true;

    private static List<PublishedLoad> LastOf(Publication publication, PublishedIndicator indicator, IEnumerable<string> dataSets) =>
        [.. dataSets.Where(indicator.Inputs.ContainsKey).Select(set => publication.Load(indicator.Inputs[set])).OfType<PublishedLoad>()];

    /// <summary>What stays when a payload is fetched anew: its source and its name, without the number of a part.</summary>
    private static (string, string) PayloadOf(PublishedLoad load) => (load.SourceId, Part().Replace(load.File, "."));

    [GeneratedRegex(@"\.part-\d+\.", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
