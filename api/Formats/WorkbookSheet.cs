using System.Globalization;
using System.Xml;

namespace Insight.Api.Formats;

/// <summary>One sheet of a <see cref="Workbook"/>, written row by row.</summary>
internal sealed class WorkbookSheet : IDisposable
{
    /// <summary>Style of plain cells.</summary>
    public const int Plain = 0;

    /// <summary>Style of headings.</summary>
    public const int Heading = 1;

    /// <summary>Style of long texts: wrapped, at the top.</summary>
    public const int Prose = 2;

    /// <summary>The first style of numbers; see <see cref="Workbook.NumberStyle"/>.</summary>
    public const int FirstNumberStyle = 3;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly XmlWriter xml;
    private readonly int columns;
    private readonly bool hasHeading;
    private int rows;
    private int cells;

    internal WorkbookSheet(XmlWriter xml, IReadOnlyList<double> widths, bool hasHeading)
    {
        (this.xml, columns, this.hasHeading) = (xml, widths.Count, hasHeading);
        xml.WriteStartElement("worksheet", Main);
        if (hasHeading)
        {
            WriteFrozenHeading();
        }

        xml.WriteStartElement("cols");
        foreach (var (i, width) in widths.Index())
        {
            xml.WriteStartElement("col");
            Attribute("min", i + 1);
            Attribute("max", i + 1);
            xml.WriteAttributeString("width", width.ToString(CultureInfo.InvariantCulture));
            Attribute("customWidth", 1);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData");
    }

    /// <summary>Begins a row.</summary>
    public void BeginRow()
    {
        rows++;
        cells = 0;
        xml.WriteStartElement("row");
        Attribute("r", rows);
    }

    /// <summary>Ends the row.</summary>
    public void EndRow() => xml.WriteEndElement();

    /// <summary>A cell with text; control characters that XML cannot hold are left out.</summary>
    public void Text(string text, int style = Plain)
    {
        BeginCell(style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(string.Concat(text.Where(c => c >= ' ' || c is '\n' or '\t')));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A cell with a number, or an empty one.</summary>
    public void Number(double? number, int style)
    {
        BeginCell(style);
        if (number is { } value)
        {
            xml.WriteElementString("v", Main, value.ToString("R", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    /// <summary>Ends the sheet.</summary>
    public void Dispose()
    {
        xml.WriteEndElement();
        if (hasHeading)
        {
            xml.WriteStartElement("autoFilter");
            xml.WriteAttributeString("ref", string.Create(CultureInfo.InvariantCulture, $"A1:{Column(columns)}{rows}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.Dispose();
    }

    private static string Column(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : Column((number - 1) / 26) + Column(((number - 1) % 26) + 1);

    private void WriteFrozenHeading()
    {
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        Attribute("workbookViewId", 0);
        xml.WriteStartElement("pane");
        Attribute("ySplit", 1);
        xml.WriteAttributeString("topLeftCell", "A2");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void BeginCell(int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{Column(++cells)}{rows}"));
        Attribute("s", style);
    }

    private void Attribute(string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
