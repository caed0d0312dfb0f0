using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.StatFin;

/// <summary>
/// Gets the variables of a table, also when the producer has renamed its file: on 8 June 2026 Statistics Finland shortened
/// <c>statfin_tyonv_pxt_12r5.px</c> to <c>12r5.px</c>. The folder of the statistic is then looked through for the only table of the same number.
/// </summary>
/// <param name="origin">Whence payloads come.</param>
/// <param name="language">Language of the addresses.</param>
internal sealed class PxTableFinder(IPayloadOrigin origin, string language)
{
    /// <summary>The table's address and its variables.</summary>
    /// <exception cref="PayloadException">The table is not there, and no other is certainly it; the message says what the folder has.</exception>
    public async Task<(string Url, LandedFile Metadata)> LandMetadataAsync(CubeTable table, CancellationToken cancellationToken)
    {
        var url = $"{language}/{table.Path}";
        try
        {
            return (url, await LandAsync(table, url, cancellationToken));
        }
        catch (PayloadException gone) when (gone.IsNotThere && url.Contains('/', StringComparison.Ordinal))
        {
            var folder = url[..url.LastIndexOf('/')];
            var (same, others) = await LookAsync(table, folder, cancellationToken);
            if (same is null)
            {
                throw new PayloadException(
                    $"Table '{table.Path}' ({table.Place}) is not there any more and no table of {folder} is certainly the same; it has {string.Join(", ", others.Take(20))}. Nothing was loaded and what is published stays; write the new path in source.yml. {gone.Message}", gone);
            }

            return ($"{folder}/{same}", await LandAsync(table, $"{folder}/{same}", cancellationToken));
        }
    }

    /// <summary>Says that a table was found under another name than the settings say; null where it was not.</summary>
    public static CheckFinding? Moved(CubeTable table, LandedFile metadata)
    {
        var (wanted, found) = (LastOf(table.Path), Uri.UnescapeDataString(LastOf(new Uri(metadata.Manifest.Url).AbsolutePath)));
        return metadata.Manifest.Origin != "live" || wanted == found
            ? null
            : DriftFinding.Alert(table, $"the producer calls '{wanted}' now '{found}', the only table of that number there; it is read as before. Write '{table.Path[..^wanted.Length]}{found}' in source.yml.");
    }

    private Task<LandedFile> LandAsync(CubeTable table, string url, CancellationToken cancellationToken) =>
        origin.LandAsync(new PayloadRequest(table.MetadataName, url, Accept: "application/json"), cancellationToken);

    private async Task<(string? Same, IReadOnlyList<string> All)> LookAsync(CubeTable table, string folder, CancellationToken cancellationToken)
    {
        var listing = await origin.LandAsync(new PayloadRequest(table.Name + ".folder.json", folder, Accept: "application/json"), cancellationToken);
        using var document = JsonPayload.Parse(listing);
        var tables = document.RootElement.Items("tables of a folder", listing)
            .Where(item => item.Get("type", listing).Word("a type", listing) == "t")
            .Select(item => item.Get("id", listing).Word("an id", listing)).ToList();
        var same = tables.Where(id => string.Equals(NumberOf(id), NumberOf(LastOf(table.Path)), StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return (same is [var only] ? only : null, tables);
    }

    /// <summary>What identifies a table in its file's name: <c>12r5</c> of <c>statfin_tyonv_pxt_12r5.px</c> and of <c>12r5.px</c>.</summary>
    private static string NumberOf(string file)
    {
        var name = file.EndsWith(".px", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        var at = name.LastIndexOf("_pxt_", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? name : name[(at + "_pxt_".Length)..];
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
