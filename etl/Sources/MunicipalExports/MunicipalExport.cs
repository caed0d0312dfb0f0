using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.MunicipalExports;

/// <summary>
/// A file that a municipality exports from a system of its own, as <c>settings.municipalities</c> says: the code of the municipality in quotation marks, and below it
/// <c>file</c>, what <see cref="TableSettings"/> knows (<c>encoding</c>, <c>delimiter</c>, <c>columns</c> …), and what else the connector knows. CSV, XLSX and JSON are told apart
/// by their bytes.
/// </summary>
/// <param name="Area">Area id.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Format">Encoding, signs and names of columns.</param>
/// <param name="Own">The municipality's settings.</param>
internal sealed record MunicipalExport(string Area, string File, TextFormat Format, SettingsNode Own)
{
    private static readonly string[] Fields = ["file", .. TableSettings.OfExports];

    /// <summary>One file for each municipality of the source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">The file's name where the profile does not say one; <c>{0}</c> is the municipality's code.</param>
    /// <param name="fields">What else a profile may say.</param>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public static IReadOnlyList<MunicipalExport> All(SourceDefinition source, string name, params IReadOnlyList<string> fields) =>
    [
        .. source.Settings["municipalities"].Entries.Select(entry => new MunicipalExport(
            AreaOf(entry.Key, entry.Value),
            entry.Value.Knowing([.. Fields, .. fields])["file"].TextOr(name.Replace("{0}", entry.Key, StringComparison.Ordinal)),
            FormatOf(entry.Value),
            entry.Value)),
    ];

    /// <summary>Lands the file of every municipality, without the columns that are not known; of deliveries those that have come.</summary>
    /// <param name="source">The source.</param>
    /// <param name="exports">Its files.</param>
    /// <param name="origin">Where they come from.</param>
    /// <param name="columns">The columns that may be kept (our names): names of people and free text never stay in landing.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public static async IAsyncEnumerable<LandedFile> FetchAsync(
        SourceDefinition source, IReadOnlyList<MunicipalExport> exports, IPayloadOrigin origin, IReadOnlyList<string> columns,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var export in exports.Where(e => source.Origin != "deliveries" || origin.Has(e.File)))
        {
            var landed = await origin.LandAsync(new PayloadRequest(export.File, export.File), cancellationToken);
            yield return await Redaction.KeepAsync(landed, export.Format, columns, cancellationToken);
        }
    }

    /// <summary>The files that municipalities may deliver.</summary>
    public static IReadOnlyList<ExpectedFile> Expected(IEnumerable<MunicipalExport> exports) => [.. exports.Select(e => new ExpectedFile(e.File, e.Area))];

    /// <summary>The exports with the files that have landed for them.</summary>
    public static IEnumerable<(MunicipalExport Export, LandedFile File)> Landed(IReadOnlyList<MunicipalExport> exports, IReadOnlyList<LandedFile> files)
    {
        var byName = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        return exports.Where(e => byName.ContainsKey(e.File)).Select(e => (e, byName[e.File]));
    }

    /// <summary>The area id of a municipality's code.</summary>
    /// <exception cref="SettingsException">It is not three digits.</exception>
    public static string AreaOf(string code, SettingsNode own) => code.Length == 3 && code.All(char.IsAsciiDigit)
        ? "KU" + code
        : throw own.Wrong($"'{code}' is not a municipality's code; write three digits in quotation marks, such as \"016\".");

    /// <summary>How a municipality's files are written: semicolons and decimal commas unless the profile says otherwise.</summary>
    public static TextFormat FormatOf(SettingsNode own) => TableSettings.Read(own, TextFormat.Finnish);
}
