using System.Globalization;
using System.Text;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>
/// PX files (AXIS-VERSION 2013, UTF-8) in Finnish, Swedish and English; the language of the answer is the main one. Numbers have all their digits; a
/// missing one is one of the symbols that DATASYMBOL1 to 4 explain.
/// </summary>
internal static class PxFileWriter
{
    private const int MostDecimals = 15;
    private const int MostShownDecimals = 6;

    /// <summary>A line of the format has at most 256 signs; a number is shorter than the rest.</summary>
    private const int LongestLine = 200;

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, PxAnswer answer)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteAsync(Head(answer));
        await text.WriteLineAsync("DATA=");
        using var cells = answer.Cube.Cells().GetEnumerator();
        for (long row = 0; row < PxCube.CountOf(answer.Cube.Stub); row++)
        {
            var line = new StringBuilder();
            for (var column = 0; column < answer.Cube.Columns && cells.MoveNext(); column++)
            {
                if (line.Length > LongestLine)
                {
                    await text.WriteLineAsync(line);
                    line.Clear();
                }

                line.Append(line.Length == 0 ? "" : " ").Append(double.IsNaN(cells.Current.Number) ? $"\"{PxSymbol.Of(cells.Current.Status)}\"" : PxAnswer.Digits(cells.Current.Number));
            }

            await text.WriteLineAsync(line);
        }

        await text.WriteLineAsync(";");
    }

    private static string Head(PxAnswer answer)
    {
        var table = answer.Table;
        var head = new PxKeywords(answer.Language);
        head.Text("CHARSET", "ANSI");
        head.Text("AXIS-VERSION", "2013");
        head.Text("CODEPAGE", "utf-8");
        head.Text("LANGUAGE", answer.Language);
        head.Texts("LANGUAGES", head.Languages);
        head.Text("CREATION-DATE", PxText.PxTime(table.Publication.Manifest.CreatedAt));
        head.Number("DECIMALS", MostDecimals);
        head.Number("SHOWDECIMALS", Math.Min(table.Indicator.Decimals, MostShownDecimals));
        head.Text("MATRIX", table.Id);
        head.Word("AGGREGALLOWED", table.Indicator.Aggregation == "SUM" ? "YES" : "NO");
        head.Word("COPYRIGHT", "NO");
        head.Text("SUBJECT-CODE", table.Indicator.Theme);
        head.Word("AUTOPEN", "NO");
        foreach (var language in head.Languages)
        {
            Describe(head, answer, new PxWords(table.Publication, language));
        }

        return head.ToString();
    }

    private static void Describe(PxKeywords head, PxAnswer answer, PxWords words)
    {
        var (table, cube) = (answer.Table, answer.Cube);
        var name = words.Vocabulary.Pick(table.Indicator.Names);
        head.Language = words.Language;
        head.Text("SUBJECT-AREA", words.Theme(table));
        head.Text("DESCRIPTION", words.Title(table));
        head.Text("TITLE", words.Title(table));
        head.Text("CONTENTS", name);
        head.Text("UNITS", words.Unit(table, PxTable.Value));
        head.Texts("STUB", cube.Stub.Select(a => words.Dimension(table, a.Dimension)));
        head.Texts("HEADING", cube.Heading.Select(a => words.Dimension(table, a.Dimension)));
        foreach (var axis in cube.Axes)
        {
            Describe(head, table, axis, words);
        }

        head.Text("LAST-UPDATED", PxText.PxTime(table.Updated));
        head.Text("CONTACT", table.Indicator.Owner);
        head.Text("SOURCE", words.Source(table));
        head.Text("NOTE", string.Join('#', [words.Vocabulary.Pick(table.Indicator.Descriptions), .. answer.NotesIn(words.Language)]));
        for (var points = 1; points <= PxSymbol.Count; points++)
        {
            head.Text("DATASYMBOL" + points.ToString(CultureInfo.InvariantCulture), words.Symbol(points));
        }

        head.Text("DATASYMBOLNIL", words.Symbol(0));
    }

    private static void Describe(PxKeywords head, PxTable table, PxAxis axis, PxWords words)
    {
        var name = words.Dimension(table, axis.Dimension);
        var texts = words.Values(table, axis.Dimension);
        head.Texts("VALUES", axis.Chosen.Select(i => texts[i]), name);
        head.Texts("CODES", axis.Codes, name);
        head.Text("VARIABLECODE", axis.Dimension.Code, name);
        switch (axis.Dimension.Role)
        {
            case PxRole.Time:
                head.TimeValues(name, PxText.TimeScale(table.Frequency), axis.Codes.Select(code => PxText.TimeValue(Period.Parse(code))));
                break;
            case PxRole.Measure:
                head.Text("CONTVARIABLE", name);
                foreach (var i in axis.Chosen)
                {
                    head.Text("UNITS", words.Unit(table, axis.Dimension.Values[i]), texts[i]);
                    head.Text("LAST-UPDATED", PxText.PxTime(table.Updated), texts[i]);
                }

                break;
            case var role:
                head.Text("VARIABLE-TYPE", role == PxRole.Area ? "Geographical" : "Classificatory", name);
                if (axis.Dimension.Elimination is { } standing && axis.Codes.Contains(standing))
                {
                    head.Text("ELIMINATION", texts[axis.Dimension.IndexOf(standing)], name);
                }

                break;
        }
    }
}
