using System.Globalization;
using System.Text;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.PxFile;

/// <summary>Takes the head of a PX file apart, statement by statement. Quotation marks, commas and semicolons are ASCII in every encoding that PX files have.</summary>
internal ref struct PxScanner(ReadOnlySpan<byte> bytes, Encoding encoding, LandedFile file)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly Encoding encoding = encoding;
    private readonly LandedFile file = file;

    /// <summary>The next byte; behind <c>DATA=</c> when the head is over.</summary>
    public int Position { get; private set; } = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The next statement; null when <c>DATA=</c> has been read.</summary>
    /// <exception cref="PayloadException">The file is no PX file, or ends too early.</exception>
    public PxStatement? ReadStatement()
    {
        SkipBlanks();
        var keyword = Word("[(="u8);
        var language = Next('[') ? Bracketed() : null;
        var of = Next('(') ? ReadList(')') : [];
        SkipBlanks();
        if (keyword.Length == 0 || !Next('='))
        {
            throw Broken("a keyword and an equals sign are expected");
        }

        return keyword == "DATA" ? null : new PxStatement(keyword, language, of, ReadList(';'));
    }

    /// <summary>Values up to an end: texts, which go on in the next line where no comma stands between, and bare words.</summary>
    private List<string> ReadList(char end)
    {
        var values = new List<string>();
        var goesOn = false;
        while (true)
        {
            SkipBlanks();
            if (Next(end))
            {
                return values;
            }

            if (Next(','))
            {
                goesOn = false;
            }
            else if (Next('"'))
            {
                var text = Quoted();
                if (goesOn)
                {
                    values[^1] += text;
                }
                else
                {
                    values.Add(text);
                }

                goesOn = true;
            }
            else
            {
                values.Add(Bare(end));
                goesOn = false;
            }
        }
    }

    /// <summary>A word without quotation marks, such as YES, 2 or TLIST(A1,"2005"-"2019"), up to a comma or the end outside parentheses.</summary>
    private string Bare(char end)
    {
        var start = Position;
        for (var depth = 0; ; Position++)
        {
            var c = (char)Current();
            depth += c == '(' ? 1 : 0;
            if (depth == 0 && (c == ',' || c == end))
            {
                return encoding.GetString(bytes[start..Position]).Trim();
            }

            if (depth == 0 && c == '"')
            {
                throw Broken("a comma or a semicolon is missing");
            }

            depth -= c == ')' ? 1 : 0;
        }
    }

    private string Quoted()
    {
        var length = bytes[Position..].IndexOf((byte)'"');
        if (length < 0)
        {
            throw Broken("a quotation mark is not closed");
        }

        try
        {
            var text = encoding.GetString(bytes.Slice(Position, length));
            Position += length + 1;
            return text;
        }
        catch (DecoderFallbackException e)
        {
            throw new PayloadException($"'{file.Name}' line {Line()}: a byte is no letter in {encoding.WebName}, which the file says it is written in; ask the producer for a file whose CODEPAGE is right.", e);
        }
    }

    private string Bracketed()
    {
        var word = Word("]"u8);
        return Next(']') ? word : throw Broken("a bracket is not closed");
    }

    private string Word(ReadOnlySpan<byte> ends)
    {
        var length = bytes[Position..].IndexOfAny(ends);
        if (length is < 0 or > 100)
        {
            throw Broken("a keyword is expected");
        }

        var word = Encoding.ASCII.GetString(bytes.Slice(Position, length)).Trim();
        Position += length;
        return word;
    }

    private bool Next(char c)
    {
        if (Current() != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    private readonly byte Current() => Position < bytes.Length ? bytes[Position] : throw Broken("the file ends before DATA=");

    private void SkipBlanks()
    {
        while (Current() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            Position++;
        }
    }

    private readonly int Line() => 1 + bytes[..Math.Min(Position, bytes.Length)].Count((byte)'\n');

    private readonly PayloadException Broken(string what) => JsonPayload.Unexpected(
        file, string.Create(CultureInfo.InvariantCulture, $"is no whole PX file: {what} in line {Line()}"));
}
