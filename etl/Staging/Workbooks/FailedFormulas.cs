using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Insight.Etl.Staging.Workbooks;

/// <summary>Cells whose formula failed (<c>#DIV/0!</c>, <c>#N/A</c>), which the library that reads workbooks shows as empty: a fault must not look like nothing.</summary>
internal static class FailedFormulas
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Position of the cell → what stands in it; rows and columns from 1 and 0 as <see cref="Workbook"/> counts them.</summary>
    public static IReadOnlyDictionary<(long Row, int Column), string> Find(string path, string sheet)
    {
        var found = new Dictionary<(long, int), string>();
        using var zip = ZipFile.OpenRead(path);
        if (PartOf(zip, sheet) is not { } part || zip.GetEntry(part) is not { } entry)
        {
            return found;
        }

        using var reader = XmlReader.Create(entry.Open());
        while (reader.ReadToFollowing("c"))
        {
            if (reader.GetAttribute("t") == "e" && reader.GetAttribute("r") is { } place)
            {
                found[PositionOf(place)] = reader.ReadToDescendant("v") ? reader.ReadElementContentAsString() : "#ERROR";
            }
        }

        return found;
    }

    /// <summary>The part of the package in which a sheet lies.</summary>
    private static string? PartOf(ZipArchive zip, string sheet)
    {
        var id = Attribute(zip, "xl/workbook.xml", "sheet", r => r.GetAttribute("name") == sheet, r => r.GetAttribute("id", Relations));
        var target = id is null ? null : Attribute(zip, "xl/_rels/workbook.xml.rels", "Relationship", r => r.GetAttribute("Id") == id, r => r.GetAttribute("Target"));
        return target is null ? null : target.StartsWith('/') ? target[1..] : "xl/" + target;
    }

    private static string? Attribute(ZipArchive zip, string part, string element, Func<XmlReader, bool> isIt, Func<XmlReader, string?> value)
    {
        using var reader = zip.GetEntry(part) is { } entry ? XmlReader.Create(entry.Open()) : null;
        while (reader?.ReadToFollowing(element) == true)
        {
            if (isIt(reader))
            {
                return value(reader);
            }
        }

        return null;
    }

    /// <summary>B7 is row 7, column 1.</summary>
    private static (long Row, int Column) PositionOf(string place)
    {
        var letters = place.TakeWhile(char.IsAsciiLetter).Count();
        var column = place[..letters].Aggregate(0, (sum, letter) => (sum * 26) + (char.ToUpperInvariant(letter) - 'A' + 1)) - 1;
        return (long.Parse(place.AsSpan(letters), CultureInfo.InvariantCulture), column);
    }
}
