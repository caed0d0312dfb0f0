using System.Text;
using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Staging.Workbooks;

namespace Insight.Etl.Staging.JsonFiles;

/// <summary>
/// Records of JSON as rows: a column for each member that any of them has, objects within by name and point (<c>region.code</c>). The payload is
/// read twice: for its columns and for its rows.
/// </summary>
internal sealed class JsonCells : ICellReader
{
    /// <summary>Records with more members are no table.</summary>
    private const int MostColumns = 1_000;

    private readonly LandedFile file;
    private readonly JsonRecords records;
    private readonly char decimalMark;
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly string[] cells;

    /// <summary>Reads the columns and opens the payload for its rows.</summary>
    /// <exception cref="PayloadException">It is no JSON, or no list of records stands where the format says.</exception>
    public JsonCells(LandedFile file, TextFormat format)
    {
        (this.file, decimalMark) = (file, format.DecimalMark);
        FindColumns(format.Records);
        Header = [.. columns.Keys];
        cells = new string[columns.Count];
        records = new JsonRecords(file, format.Records);
    }

    /// <inheritdoc/>
    public string Form => "JSON";

    /// <inheritdoc/>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc/>
    public long Line { get; private set; }

    /// <inheritdoc/>
    public bool IsBroken => false;

    /// <inheritdoc/>
    public int FieldCount => cells.Length;

    /// <inheritdoc/>
    public bool Read()
    {
        using var record = records.Next();
        if (record is null)
        {
            return false;
        }

        Line++;
        Array.Fill(cells, "");
        VisitAll(record.RootElement, (name, value) => cells[columns[name]] = TextOf(value));
        return true;
    }

    /// <inheritdoc/>
    public string Text(int column) => cells[column];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(cells[column]);

    /// <inheritdoc/>
    public bool IsEmpty(int column) => cells[column].Length == 0;

    /// <inheritdoc/>
    public void Dispose() => records.Dispose();

    private void FindColumns(string place)
    {
        using var all = new JsonRecords(file, place);
        while (all.Next() is { } record)
        {
            using (record)
            {
                VisitAll(record.RootElement, (name, _) => columns.TryAdd(name, columns.Count));
            }

            if (columns.Count > MostColumns)
            {
                throw JsonPayload.Unexpected(file, $"has records with more than {MostColumns} different members");
            }
        }
    }

    private void VisitAll(JsonElement record, Action<string, JsonElement> act)
    {
        try
        {
            Visit(record, "", act);
        }
        catch (InvalidOperationException e)
        {
            throw JsonPayload.HalfCharacter(file, e);
        }
    }

    private static void Visit(JsonElement element, string prefix, Action<string, JsonElement> act)
    {
        foreach (var member in element.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Visit(member.Value, name + ".", act);
            }
            else
            {
                act(name, member.Value);
            }
        }
    }

    private string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => SheetCells.Marked(value.GetRawText(), decimalMark),
        _ => value.GetRawText(),
    };
}
