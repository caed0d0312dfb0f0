using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Described;

/// <summary>
/// Observations that a system pushed, as they lie among the deliveries: JSON with a list <c>observations</c> of rows with area, period, the breakdowns' members,
/// measure, value and status. All pushes of a source are kept, named so that they are read in the order in which they came: the later figure holds.
/// </summary>
public static class PushedFile
{
    private const string Beginning = "push_";
    private const string AnyArea = "all";

    /// <summary>The name of a push.</summary>
    /// <param name="dataSet">Id of the data set.</param>
    /// <param name="at">When it came.</param>
    /// <param name="sha256">Hash of its bytes.</param>
    /// <param name="area">The only municipality that its rows may be of, or null.</param>
    public static string NameOf(string dataSet, DateTimeOffset at, string sha256, string? area) =>
        string.Create(CultureInfo.InvariantCulture, $"{Beginning}{dataSet}_{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}_{area ?? AnyArea}_{sha256[..8]}.json");

    /// <summary>What a push follows: those of the same data set and municipality.</summary>
    public static string Stream(string dataSet, string? area) => $"{Beginning}{dataSet}_{area ?? AnyArea}";

    /// <summary>Lands every push of a source's deliveries, in the order in which they came.</summary>
    internal static async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IPayloadOrigin origin, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in source.DataSets.SelectMany(d => origin.List($"{Beginning}{d.Id}_")).OrderBy(n => n.Split('_')[2], StringComparer.Ordinal))
        {
            yield return await origin.LandAsync(new PayloadRequest(name, name), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stages a payload where it is a push; false where it is none.</summary>
    internal static bool TryStage(SourceDefinition source, LandedFile file, StagingArea staging, CancellationToken cancellationToken)
    {
        if (!file.Name.StartsWith(Beginning, StringComparison.Ordinal) || source.DataSets.FirstOrDefault(d => file.Name.StartsWith($"{Beginning}{d.Id}_", StringComparison.Ordinal)) is not { } dataSet)
        {
            return false;
        }

        new MappedRows(MappingOf(dataSet, file.Name.Split('_')[3]), file, staging).Stage(cancellationToken);
        return true;
    }

    private static RowMapping MappingOf(DataSet dataSet, string area) => new(
        dataSet, TextFormat.Comma with { Kind = "json", Records = "observations", Nulls = new HashSet<string>([""], StringComparer.Ordinal) }, "the data set's description")
    {
        IsLong = true,
        OnlyArea = area == AnyArea ? null : area,
        OnlyColumns = ["area", "period", .. dataSet.Breakdowns.Select(b => b.Name), "measure", "value", "status"],
    };
}
