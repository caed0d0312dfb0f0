using System.IO.Compression;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.Workbooks;

/// <summary>Looks at a workbook before it is read: that it is one, whole, and no bomb that unpacks to more than a figure needs.</summary>
internal static class WorkbookGate
{
    /// <summary>A workbook that unpacks to more is refused: 5 million rows of figures take about as much.</summary>
    private const long MostUnpacked = 1_000_000_000;

    /// <summary>Texts of all cells are held in memory while a workbook is read.</summary>
    private const long MostTexts = 200_000_000;

    /// <summary>Sheets pack to a fifth or a twentieth; what packs to less than a hundred-and-fiftieth is repetition made to harm.</summary>
    private const long HighestRatio = 150;

    /// <summary>Below this size no ratio is looked at: an empty sheet packs well.</summary>
    private const long Harmless = 50_000_000;

    /// <summary>Checks the packed file.</summary>
    /// <exception cref="PayloadException">It is damaged, no workbook, or unpacks to too much. No reader unpacks more of a part than the file declares.</exception>
    public static void Check(LandedFile file)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file.Path);
            if (zip.GetEntry("xl/workbook.xml") is null && zip.GetEntry("xl/workbook.bin") is null)
            {
                throw new PayloadException($"'{file.Name}' is a packed file but no workbook; deliver the .xlsx itself, or a CSV unpacked.");
            }

            RefuseBomb(file, zip);
        }
        catch (InvalidDataException e)
        {
            throw new PayloadException($"'{file.Name}' is damaged: {e.Message} Save the workbook again and deliver it whole.", e);
        }
    }

    private static void RefuseBomb(LandedFile file, ZipArchive zip)
    {
        var (unpacked, packed) = (zip.Entries.Sum(e => e.Length), Math.Max(1, zip.Entries.Sum(e => e.CompressedLength)));
        var texts = zip.GetEntry("xl/sharedStrings.xml")?.Length ?? 0;
        if (unpacked > MostUnpacked || texts > MostTexts || (unpacked > Harmless && unpacked / packed > HighestRatio))
        {
            throw new PayloadException(FormattableString.Invariant(
                $"'{file.Name}' has {packed} bytes and unpacks to {unpacked} ({texts} of them texts); at most {MostUnpacked} are read ({MostTexts} of texts), and nothing that grows more than {HighestRatio} times. Nothing was unpacked; deliver the sheet as CSV UTF-8."));
        }
    }
}
