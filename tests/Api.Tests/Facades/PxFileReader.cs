using System.Globalization;
using System.Text;

namespace Api.Tests.Facades;

/// <summary>A reader of PX files that shares nothing with the writer: keywords with language and subject, then the cells row by row.</summary>
internal sealed class PxFileReader
{
    private readonly string text;
    private readonly Dictionary<string, List<string>> keywords = new(StringComparer.Ordinal);
    private int at;

    public PxFileReader(byte[] bytes)
    {
        text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        while (!text.AsSpan(at).StartsWith("DATA="))
        {
            ReadKeyword();
        }

        at += "DATA=".Length;
        Cells = ReadCells();
    }

    /// <summary>Numbers and symbols in order; the last dimension of the heading runs fastest.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>Keywords as written, <c>VALUES[sv]("Område")</c>.</summary>
    public IEnumerable<string> Names => keywords.Keys;

    public int LongestLine => text.Split("\r\n").Max(line => line.Length);

    public IReadOnlyList<string> this[string keyword] => keywords.TryGetValue(keyword, out var values) ? values : throw new AssertionException($"{keyword} is not among {string.Join(", ", keywords.Keys)}");

    /// <summary>Codes along all dimensions and the text of each cell.</summary>
    public IEnumerable<(Dictionary<string, string> Codes, string Cell)> Rows()
    {
        string[] dimensions = [.. this["STUB"], .. this["HEADING"]];
        var codes = dimensions.Select(d => this[$"CODES(\"{d}\")"]).ToList();
        Assert.That(Cells, Has.Count.EqualTo(codes.Aggregate(1, (product, c) => product * c.Count)));
        for (var i = 0; i < Cells.Count; i++)
        {
            var position = new Dictionary<string, string>();
            for (var (d, rest) = (dimensions.Length - 1, i); d >= 0; rest /= codes[d].Count, d--)
            {
                position[this[$"VARIABLECODE(\"{dimensions[d]}\")"].Single()] = codes[d][rest % codes[d].Count];
            }

            yield return (position, Cells[i]);
        }
    }

    public static double? Number(string cell) => cell[0] == '"' ? null : double.Parse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private void ReadKeyword()
    {
        var name = new StringBuilder();
        for (var quoted = false; quoted || text[at] != '='; at++)
        {
            quoted ^= text[at] == '"';
            name.Append(text[at]);
        }

        at++;
        var values = new List<string>();
        while (text[at] != ';')
        {
            if (text[at] == '"')
            {
                var piece = ReadQuoted();
                while (char.IsWhiteSpace(text[at]) && text[at..].TrimStart()[0] == '"')
                {
                    at = text.IndexOf('"', at);
                    piece += ReadQuoted();
                }

                values.Add(piece);
            }
            else if (text[at] is ',' || char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else
            {
                var end = text.IndexOfAny([',', ';'], at);
                values.Add(text[at..end]);
                at = end;
            }
        }

        at++;
        while (char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        keywords.Add(name.ToString(), values);
    }

    private string ReadQuoted()
    {
        var end = text.IndexOf('"', at + 1);
        var piece = text[(at + 1)..end];
        at = end + 1;
        return piece;
    }

    private List<string> ReadCells()
    {
        var end = text.LastIndexOf(';');
        Assert.That(text[(end + 1)..].Trim(), Is.Empty);
        return [.. text[at..end].Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
