using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Described;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.CanonicalCsv;

/// <summary>
/// Files that a producer writes in our own form: one CSV a data set, whose header names the data set's columns. Settings:
/// <c>files: [{name, url, dataset, delimiter, bulk}]</c>; url defaults to the name, delimiter to a comma. Rows are read and checked one by
/// one; with <c>bulk: true</c> the database reads the file in one statement and only quarantine looks at it.
/// </summary>
public sealed class CanonicalCsvConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "canonical-csv";

    /// <inheritdoc/>
    public bool TakesObservations => true;

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        if (source.Settings["files"].Items.Count == 0)
        {
            throw source.Settings["files"].Wrong("'settings.files' is empty; list the files: {name: figures.csv, dataset: my-figures}.");
        }

        foreach (var file in source.Settings["files"].Items)
        {
            CheckFile(source, file.Knowing("name", "url", "dataset", "delimiter", "bulk"));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in source.Settings["files"].Items.Where(f => source.Origin != "deliveries" || origin.Has(f["name"].Text)))
        {
            yield return await origin.LandAsync(new PayloadRequest(file["name"].Text, file["url"].TextOr(file["name"].Text)), cancellationToken).ConfigureAwait(false);
        }

        await foreach (var push in PushedFile.FetchAsync(source, origin, cancellationToken).ConfigureAwait(false))
        {
            yield return push;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => [.. source.Settings["files"].Items.Select(f => new ExpectedFile(f["name"].Text, null))];

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var settings = source.Settings["files"].Items.ToDictionary(f => f["name"].Text, StringComparer.Ordinal);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PushedFile.TryStage(source, file, staging, cancellationToken))
            {
                continue;
            }

            var setting = settings[file.Name];
            var bulk = BulkCsv.Open(staging.Table(setting["dataset"].Text).DataSet, file, DelimiterOf(setting));
            if (IsBulk(setting))
            {
                staging.Add(bulk);
            }
            else
            {
                new MappedRows(RowMapping.Own(bulk.DataSet, bulk.Delimiter) with { LastGood = source.LastGood.GetValueOrDefault(file.Name) }, file, staging).Stage(cancellationToken);
            }
        }
    }

    private static void CheckFile(SourceDefinition source, SettingsNode file)
    {
        _ = file["name"].Text;
        if (!source.DataSets.Any(d => d.Id == file["dataset"].Text))
        {
            throw file["dataset"].Wrong($"'{file["dataset"].Text}' is not a data set of this source; it declares {string.Join(", ", source.DataSets.Select(d => d.Id))}.");
        }

        if (file["delimiter"].TextOr(",").Length != 1)
        {
            throw file["delimiter"].Wrong($"'{file["delimiter"].Text}' is not one character; write for example ';'.");
        }

        if (IsBulk(file) && SourceRules.FilesOf(source) is { Count: > 0 } rules)
        {
            throw file["bulk"].Wrong($"with bulk: true no row is looked at by {string.Join(" and ", rules)}; leave bulk out, or delete {string.Join(" and ", rules)}.");
        }
    }

    private static char DelimiterOf(SettingsNode file) => file["delimiter"].TextOr(",")[0];

    private static bool IsBulk(SettingsNode file) => file["bulk"].TextOr("false") switch
    {
        "true" => true,
        "false" => false,
        var other => throw file["bulk"].Wrong($"'{other}' is neither true nor false."),
    };
}
