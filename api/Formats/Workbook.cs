using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Insight.Api.Formats;

/// <summary>
/// Writes an Office Open XML workbook (ECMA-376, transitional) sheet by sheet and row by row, in constant memory. Elements stand in the default
/// namespace, because some readers do not resolve prefixes.
/// </summary>
internal sealed class Workbook(Stream target, string title, string creator, DateTimeOffset created) : IDisposable
{
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int LongestName = 31;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly ZipArchive archive = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> sheets = [];
    private readonly List<string> formats = [];

    /// <summary>The style of numbers with so many decimals and thousands parted.</summary>
    public int NumberStyle(int decimals)
    {
        var code = decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);
        if (!formats.Contains(code))
        {
            formats.Add(code);
        }

        return WorkbookSheet.FirstNumberStyle + formats.IndexOf(code);
    }

    /// <summary>Begins the next sheet; dispose it before the next begins.</summary>
    /// <param name="name">Its name; what Excel does not take in names is left out.</param>
    /// <param name="widths">Widths of the columns in characters.</param>
    /// <param name="hasHeading">Whether the first row stays in view and has filters.</param>
    public WorkbookSheet AddSheet(string name, IReadOnlyList<double> widths, bool hasHeading)
    {
        var allowed = string.Concat(name.Where(c => !"[]:*?/\\".Contains(c)).Take(LongestName)).Trim();
        sheets.Add(allowed);
        return new WorkbookSheet(Open(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheets.Count}.xml")), widths, hasHeading);
    }

    /// <summary>Writes what holds the sheets together.</summary>
    public void Dispose()
    {
        Write("xl/styles.xml", Styles());
        Write("xl/workbook.xml", new XElement(
            Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Relations),
            new XElement(Main + "sheets", sheets.Select((name, i) => new XElement(
                Main + "sheet", new XAttribute("name", name), new XAttribute("sheetId", i + 1), new XAttribute((XNamespace)Relations + "id", Id(i)))))));
        Write("xl/_rels/workbook.xml.rels", Relationships(
            [.. sheets.Select((_, i) => (Id(i), Relations + "/worksheet", FileOf(i))), ("styles", Relations + "/styles", "styles.xml")]));
        Write("docProps/core.xml", Properties());
        Write("_rels/.rels", Relationships(
            [("workbook", Relations + "/officeDocument", "xl/workbook.xml"), ("core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")]));
        Write("[Content_Types].xml", ContentTypes());
        archive.Dispose();
    }

    private static string Id(int sheet) => string.Create(CultureInfo.InvariantCulture, $"sheet{sheet + 1}");

    private static string FileOf(int sheet) => string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{sheet + 1}.xml");

    private static XElement Relationships(IEnumerable<(string Id, string Type, string Target)> links)
    {
        XNamespace ns = "http://schemas.openxmlformats.org/package/2006/relationships";
        return new XElement(ns + "Relationships", links.Select(link => new XElement(
            ns + "Relationship", new XAttribute("Id", link.Id), new XAttribute("Type", link.Type), new XAttribute("Target", link.Target))));
    }

    private XElement ContentTypes()
    {
        XNamespace ns = "http://schemas.openxmlformats.org/package/2006/content-types";
        return new XElement(
            ns + "Types",
            new XElement(ns + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(ns + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            sheets.Select((_, i) => Override("/xl/" + FileOf(i), Content + "worksheet+xml")),
            Override("/xl/workbook.xml", Content + "sheet.main+xml"),
            Override("/xl/styles.xml", Content + "styles+xml"),
            Override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"));

        XElement Override(string part, string type) => new(ns + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", type));
    }

    private XElement Properties()
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        return new XElement(
            core + "coreProperties", new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "dcterms", terms), new XAttribute(XNamespace.Xmlns + "xsi", xsi),
            new XElement(dc + "title", title), new XElement(dc + "creator", creator),
            new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
    }

    /// <summary>Plain, heading, prose, then the number formats, in the order of the style numbers.</summary>
    private XElement Styles() => new(
        Main + "styleSheet",
        new XElement(Main + "numFmts", new XAttribute("count", formats.Count), formats.Select((code, i) => new XElement(
            Main + "numFmt", new XAttribute("numFmtId", 164 + i), new XAttribute("formatCode", code)))),
        new XElement(Main + "fonts", new XElement(Main + "font"), new XElement(Main + "font", new XElement(Main + "b"))),
        new XElement(Main + "fills", Fill("none"), Fill("gray125")),
        new XElement(Main + "borders", new XElement(Main + "border")),
        new XElement(Main + "cellStyleXfs", new XElement(Main + "xf")),
        new XElement(
            Main + "cellXfs",
            new XElement(Main + "xf"),
            new XElement(Main + "xf", new XAttribute("fontId", 1), new XAttribute("applyFont", 1)),
            new XElement(
                Main + "xf", new XAttribute("applyAlignment", 1), new XElement(Main + "alignment", new XAttribute("wrapText", 1), new XAttribute("vertical", "top"))),
            formats.Select((_, i) => new XElement(Main + "xf", new XAttribute("numFmtId", 164 + i), new XAttribute("applyNumberFormat", 1)))));

    private static XElement Fill(string pattern) => new(Main + "fill", new XElement(Main + "patternFill", new XAttribute("patternType", pattern)));

    private XmlWriter Open(string name) =>
        XmlWriter.Create(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new XmlWriterSettings { CloseOutput = true, CheckCharacters = false });

    private void Write(string name, XElement content)
    {
        using var writer = Open(name);
        content.WriteTo(writer);
    }
}
