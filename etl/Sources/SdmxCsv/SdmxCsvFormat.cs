using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.SdmxCsv;

/// <summary>
/// Reads SDMX-CSV 1.0 and 2.0 (SDMX technical standards, section on SDMX-CSV): <c>DATAFLOW</c> or <c>STRUCTURE,STRUCTURE_ID,ACTION</c>, then
/// the dimensions, <c>OBS_VALUE</c>, then attributes, of which <c>OBS_STATUS</c> and <c>CONF_STATUS</c> are read. With labels, cells are
/// <c>code: text</c>. A row a figure; rows with the action D (delete) hold none.
/// </summary>
internal static class SdmxCsvFormat
{
    /// <summary>Symbol of a figure that is missing because it is confidential; all other symbols are codes of CL_OBS_STATUS.</summary>
    private const string Confidential = "C";

    private static readonly string[] Structural =
        ["DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"];

    /// <summary>What the codes of CL_OBS_STATUS mean here. A forecast (F) is no observation and goes to quarantine.</summary>
    public static IReadOnlyDictionary<string, Measured> Meanings { get; } = new Dictionary<string, ObservationStatus>(StringComparer.Ordinal)
    {
        ["P"] = ObservationStatus.Provisional, ["E"] = ObservationStatus.Estimated, ["B"] = ObservationStatus.Break, ["U"] = ObservationStatus.LowReliability,
        ["V"] = ObservationStatus.Unvalidated, ["I"] = ObservationStatus.Imputed, ["S"] = ObservationStatus.Strike, ["D"] = ObservationStatus.DefinitionDiffers,
        ["N"] = ObservationStatus.NotSignificant, ["M"] = ObservationStatus.NotApplicable, ["O"] = ObservationStatus.NotAvailable,
        ["L"] = ObservationStatus.NotCollected, ["H"] = ObservationStatus.Holiday, ["Q"] = ObservationStatus.Confidential, [Confidential] = ObservationStatus.Confidential,
    }.ToDictionary(status => status.Key, status => Measured.Missing(status.Value), StringComparer.Ordinal);

    /// <summary>The figures; the variable of contents is a dimension, or the figure itself.</summary>
    /// <exception cref="PayloadException">The payload is not in this format.</exception>
    public static Cube Read(LandedFile file)
    {
        var (header, rows) = CubeCsv.Read(file);
        string[] columns = [.. header.Select(name => CodeOf(name))];
        var value = Array.IndexOf(columns, "OBS_VALUE");
        if (value < 0 || columns[0] is not ("DATAFLOW" or "STRUCTURE"))
        {
            throw JsonPayload.Unexpected(file, $"is no SDMX-CSV: it begins with DATAFLOW or STRUCTURE and has OBS_VALUE; this has {string.Join(", ", columns.Take(12))}");
        }

        var dimensions = Enumerable.Range(0, value).Where(i => !Structural.Contains(columns[i])).ToList();
        var (status, confidential, action) = (Array.IndexOf(columns, "OBS_STATUS"), Array.IndexOf(columns, "CONF_STATUS"), Array.IndexOf(columns, "ACTION"));
        var kept = rows.Where(row => Code(row.Fields, action) is not "D").Select(row => new CubeObservation(
            row.Line, [.. dimensions.Select(column => CodeOf(row.Fields[column]))], Figure(row.Fields[value], Code(row.Fields, status), Code(row.Fields, confidential)))).ToList();
        return CubeObservations.Gather(
            file, [.. dimensions.Select((column, d) => Axis(columns[column], [.. kept.Select(o => o.Key[d]).Distinct(StringComparer.Ordinal)]))], kept);
    }

    /// <summary>The code of <c>code: text</c>.</summary>
    private static string CodeOf(string cell) => (cell.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? cell[..at] : cell).Trim();

    private static string? Code(string[] fields, int column) => column < 0 ? null : CodeOf(fields[column]);

    private static CubeAxis Axis(string code, IReadOnlyList<string> values) => new(code, values, code is "TIME_PERIOD", false);

    private static CubeFigure Figure(string text, string? status, string? confidentiality)
    {
        var number = text.Trim() is "" or "NaN" ? default : CubeFigure.OfText(text.Trim());
        return (number.Symbol, number.Number, confidentiality, status) switch
        {
            (not null, _, _, _) => number,
            (_, null, "C" or "N" or "S" or "D", _) => new CubeFigure(null, Confidential),
            (_, not null, _, null or "" or "A") => number,
            (_, null, _, null or "" or "A") => new CubeFigure(null, "O"),
            _ => number with { Symbol = status },
        };
    }
}
