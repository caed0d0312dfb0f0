using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Insight.Etl.Tests.Staging;

/// <summary>Writes small workbooks as Excel does, for tests: texts, numbers, days, truth values, formulas that failed, merged cells, hidden sheets.</summary>
internal sealed class TestWorkbook
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly List<(string Name, string Xml, bool Hidden)> sheets = [];

    /// <summary>What stands in a cell whose formula failed.</summary>
    public sealed record Error(string Text);

    /// <summary>A sheet with rows of strings, numbers, <see cref="DateTime"/>, bools, <see cref="Error"/> and nulls.</summary>
    public TestWorkbook Sheet(string name, object?[][] rows, string[]? merged = null, bool hidden = false)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (i, row) in rows.Index())
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">");
            foreach (var (j, value) in row.Index().Where(c => c.Item is not null))
            {
                xml.Append(Cell($"{(char)('A' + j)}{i + 1}", value!));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (merged is not null)
        {
            xml.Append($"<mergeCells>{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>");
        }

        sheets.Add((name, xml.Append("</worksheet>").ToString(), hidden));
        return this;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Write(zip, "_rels/.rels", Links([("officeDocument", "xl/workbook.xml")]));
            Write(zip, "xl/_rels/workbook.xml.rels", Links([.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
            Write(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"{(s.Hidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>");
            Write(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            foreach (var (i, sheet) in sheets.Index())
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", sheet.Xml);
            }
        }

        return stream.ToArray();
    }

    private static string Cell(string place, object value) => value switch
    {
        string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        bool truth => $"<c r=\"{place}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        Error error => $"<c r=\"{place}\" t=\"e\"><v>{error.Text}</v></c>",
        DateTime day => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{day.ToOADate()}</v></c>"),
        _ => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{value}</v></c>"),
    };

    private static string Links(IReadOnlyList<(string Type, string Target)> links) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(links.Select((l, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Relations}/{l.Type}\" Target=\"{l.Target}\"/>"))}</Relationships>";

    private static void Write(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}
