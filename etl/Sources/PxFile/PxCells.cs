using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.PxFile;

/// <summary>
/// The cells behind <c>DATA=</c>: numbers with a decimal point and symbols in quotation marks, parted by blanks (commas, semicolons and tabs in
/// old files). With <c>KEYS</c> every row begins with its values of the stub, and rows of zeros only are not there.
/// </summary>
/// <param name="file">The payload, for messages.</param>
/// <param name="bytes">The whole file.</param>
/// <param name="start">Where the cells begin.</param>
/// <param name="encoding">Of the texts in quotation marks.</param>
internal sealed class PxCells(LandedFile file, byte[] bytes, int start, Encoding encoding)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n,;\""u8);

    private readonly Dictionary<long, string> symbols = [];
    private double[] numbers = [];
    private int position = start;

    /// <summary>Reads all cells in order.</summary>
    /// <exception cref="PayloadException">There are more or fewer than the variables say, or something that is no figure.</exception>
    public Func<long, CubeFigure> ReadAll(long cells)
    {
        RequireEnd();
        if (cells > bytes.Length - position)
        {
            throw Broken(string.Create(CultureInfo.InvariantCulture, $"{cells} cells cannot stand in the {bytes.Length - position} bytes behind DATA="));
        }

        numbers = new double[cells];
        for (long cell = 0; cell < cells; cell++)
        {
            ReadCell(cell, cells);
        }

        return ToEnd(cells);
    }

    /// <summary>Reads rows with keys; what is not there is 0.</summary>
    /// <param name="rows">Number of rows of the full table.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="keys">Position of a row by the values in quotation marks before it, one a variable of the stub.</param>
    /// <param name="keyCount">How many values that are.</param>
    public Func<long, CubeFigure> ReadKeyed(long rows, int columns, Func<string[], long> keys, int keyCount)
    {
        RequireEnd();
        numbers = new double[rows * columns];
        var seen = new HashSet<long>();
        while (!AtEnd())
        {
            var key = new string[keyCount];
            for (var i = 0; i < keyCount; i++)
            {
                key[i] = !AtEnd() && bytes[position] == '"' ? Quoted() : throw Broken("a row does not begin with its keys");
            }

            var row = keys(key);
            if (!seen.Add(row))
            {
                throw Broken($"the row {string.Join(", ", key)} comes twice");
            }

            for (var column = 0; column < columns; column++)
            {
                ReadCell((row * columns) + column, rows * columns);
            }
        }

        return Figure;
    }

    private CubeFigure Figure(long cell) => symbols.TryGetValue(cell, out var symbol) ? new CubeFigure(null, symbol) : new CubeFigure(numbers[cell], null);

    private void ReadCell(long cell, long cells)
    {
        if (AtEnd())
        {
            throw Broken(string.Create(CultureInfo.InvariantCulture, $"the cells end after {cell} of {cells}"));
        }

        if (bytes[position] == '"')
        {
            symbols[cell] = Symbol(Quoted());
            return;
        }

        var rest = bytes.AsSpan(position);
        var length = rest.IndexOfAny(Ends) is >= 0 and var end ? end : rest.Length;
        if (Utf8Parser.TryParse(rest[..length], out double number, out var used) && used == length && double.IsFinite(number))
        {
            numbers[cell] = number;
        }
        else
        {
            symbols[cell] = Symbol(Encoding.Latin1.GetString(rest[..length]));
        }

        position += length;
    }

    /// <summary>Up to six dots, a dash, or what else stands there; the sign … is three dots.</summary>
    private static string Symbol(string text) => text switch
    {
        "\u0085" or "\u2026" => "...",
        "." => ".",
        ".." => "..",
        "..." => "...",
        "-" => "-",
        _ => text,
    };

    /// <summary>A file that was cut may have all its cells but the last digits of the last one, or with keys lack rows that would count as zeros.</summary>
    private void RequireEnd()
    {
        if (bytes.AsSpan().TrimEnd(" \t\r\n\u001A"u8) is not [.., (byte)';'])
        {
            position = bytes.Length;
            throw Broken("it does not end with a semicolon, so that its end was cut off");
        }
    }

    private string Quoted()
    {
        var length = bytes.AsSpan(position + 1).IndexOf((byte)'"');
        if (length < 0)
        {
            throw Broken("a quotation mark is not closed");
        }

        var text = encoding.GetString(bytes, position + 1, length);
        position += length + 2;
        return text;
    }

    /// <summary>Skips what parts cells; whether nothing is left.</summary>
    private bool AtEnd()
    {
        while (position < bytes.Length && bytes[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or (byte)';')
        {
            position++;
        }

        return position >= bytes.Length;
    }

    private Func<long, CubeFigure> ToEnd(long cells) => AtEnd()
        ? Figure
        : throw Broken(string.Create(CultureInfo.InvariantCulture, $"there is more behind the {cells} cells that the variables say"));

    private PayloadException Broken(string what) => JsonPayload.Unexpected(
        file, string.Create(CultureInfo.InvariantCulture, $"is no whole PX file: {what} in line {1 + bytes.AsSpan(0, Math.Min(position, bytes.Length)).Count((byte)'\n')}"));
}
