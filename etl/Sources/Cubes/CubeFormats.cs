using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Sources.PxFile;
using Insight.Etl.Sources.SdmxCsv;
using Insight.Etl.Sources.StatFin;

namespace Insight.Etl.Sources.Cubes;

/// <summary>The wire formats of tables: PxWeb's <c>json</c> and <c>csv</c>, <c>json-stat2</c>, <c>px</c> and <c>sdmx-csv</c>.</summary>
internal static class CubeFormats
{
    /// <summary>Reads a payload of figures.</summary>
    /// <param name="table">The table that it is of.</param>
    /// <param name="file">The payload.</param>
    /// <param name="metadata">The variables as the producer describes them, or null where the payload says all itself.</param>
    /// <param name="use">Is handed the figures while the payload is open.</param>
    /// <exception cref="PayloadException">The payload is not in the format of the table.</exception>
    public static void Read(CubeTable table, LandedFile file, IReadOnlyList<CubeAxis>? metadata, Action<Cube> use)
    {
        switch (table.Format)
        {
            case "px":
                use(PxFileFormat.Read(file, table));
                break;
            case "csv":
                use(PxCsvFormat.Read(file, metadata ?? throw new PayloadException($"'{file.Name}' holds texts only; the variables of its table were not landed with it. Fetch the source again.")));
                break;
            case "sdmx-csv":
                use(SdmxCsvFormat.Read(file));
                break;
            default:
                using (var document = JsonPayload.Parse(file))
                {
                    use(table.Format == "json" ? PxJsonFormat.Read(document.RootElement, file) : JsonStatFormat.Read(document.RootElement, file));
                }

                break;
        }
    }

    /// <summary>Ending of payload names of a format.</summary>
    public static string EndingOf(string format) => format switch { "px" => ".px", "csv" or "sdmx-csv" => ".csv", _ => ".json" };

    /// <summary>What is asked for by Accept.</summary>
    public static string AcceptOf(string format) => format switch
    {
        "px" => "application/octet-stream, text/plain, */*",
        "csv" => "text/csv",
        "sdmx-csv" => "application/vnd.sdmx.data+csv, text/csv",
        _ => "application/json",
    };
}
