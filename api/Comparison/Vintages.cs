using System.Collections.Concurrent;
using Insight.Api.Publications;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>
/// What a figure was when it was first published here. Earlier publications are looked through from the oldest, by the same version of the
/// definition, division, frequency and breakdown members; unchanged files are read once.
/// </summary>
public sealed class Vintages(PublicationShelf shelf, SeriesScopes scopes)
{
    /// <summary>Most earlier files of one indicator that are looked through; the newest ones where there are more.</summary>
    private const int MostFiles = 24;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, PublishedSlice>> known = new(StringComparer.Ordinal);

    /// <summary>The scope as it was in earlier publications, oldest first; empty where it never was another.</summary>
    public async Task<IReadOnlyList<SeriesScope>> EarlierAsync(SeriesScope scope)
    {
        var earlier = new List<PublishedSlice>();
        foreach (var id in shelf.History.TakeWhile(move => move.Publication != scope.Publication.Id).Select(move => move.Publication).Distinct())
        {
            if (SlicesOf(id).GetValueOrDefault(KeyOf(scope.Indicator, scope.Slice)) is { } slice
                && slice.File != scope.Slice.File && earlier.TrueForAll(other => other.File != slice.File))
            {
                earlier.Add(slice);
            }
        }

        var opened = new List<SeriesScope>();
        foreach (var slice in earlier.TakeLast(MostFiles))
        {
            if (await scopes.FindAsync(scope.Publication, scope.Indicator, slice, scope.Breakdown) is { } found)
            {
                opened.Add(found);
            }
        }

        return opened;
    }

    /// <summary>The files of a publication; manifests can be large and never change, so only this is kept of them.</summary>
    private IReadOnlyDictionary<string, PublishedSlice> SlicesOf(string id) => known.GetOrAdd(id, key => shelf.Store.Manifest(key) is { } manifest
        ? manifest.Indicators.SelectMany(indicator => indicator.Slices.Select(slice => (Key: KeyOf(indicator, slice), slice)))
            .ToDictionary(pair => pair.Key, pair => pair.slice with { Sql = "" }, StringComparer.Ordinal)
        : new Dictionary<string, PublishedSlice>());

    private static string KeyOf(PublishedIndicator indicator, PublishedSlice slice) =>
        string.Join('\n', indicator.Id, indicator.Version, slice.Division, slice.Frequency, string.Join(',', indicator.Breakdowns));
}
