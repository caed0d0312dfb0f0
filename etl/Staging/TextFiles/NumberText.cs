using System.Globalization;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>
/// Reads numbers as people and payroll systems write them: a decimal comma (or point, where the format says so), groups of three digits
/// parted by a space, a no-break space, a narrow no-break space or an apostrophe, a minus sign of either kind, an exponent as R writes it.
/// </summary>
public static class NumberText
{
    private const int LongestNumber = 64;

    /// <summary>No figure of a municipality is larger; what is, is a mistake.</summary>
    private const double Largest = 1e15;

    /// <summary>
    /// The number that the text is; false where it is none. A sign of grouping that does not part three digits is an error, not ignored.
    /// </summary>
    /// <param name="text">Surrounding blanks do not matter.</param>
    /// <param name="decimalMark">A comma or a point; the other one is never accepted.</param>
    /// <param name="value">The number, at most 1e15 from zero.</param>
    public static bool TryParse(ReadOnlySpan<char> text, char decimalMark, out double value)
    {
        value = 0;
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestNumber)
        {
            return false;
        }

        Span<char> plain = stackalloc char[LongestNumber];
        var length = 0;
        if (text[0] is '-' or '\u2212' or '+')
        {
            plain[length++] = text[0] == '+' ? '+' : '-';
            text = text[1..];
        }

        var end = text.IndexOfAny(decimalMark, 'e', 'E');
        return TryInteger(end < 0 ? text : text[..end], plain, ref length)
            && TryRest(end < 0 ? [] : text[end..], decimalMark, plain, ref length)
            && double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) <= Largest;
    }

    /// <summary>What a number should look like, for messages.</summary>
    public static string Expectation(char decimalMark) => decimalMark == ',' ? "decimal comma expected, as in 1 234,5" : "decimal point expected, as in 1234.5";

    private static bool TryInteger(ReadOnlySpan<char> text, Span<char> plain, ref int length)
    {
        var grouped = text.IndexOfAnyExceptInRange('0', '9') >= 0;
        var inGroup = 0;
        var groups = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                plain[length++] = c;
                inGroup++;
            }
            else if (IsGroupMark(c) && (groups == 0 ? inGroup is >= 1 and <= 3 : inGroup == 3))
            {
                groups++;
                inGroup = 0;
            }
            else
            {
                return false;
            }
        }

        return grouped ? inGroup == 3 : inGroup > 0;
    }

    /// <summary>Decimals and exponent.</summary>
    private static bool TryRest(ReadOnlySpan<char> text, char decimalMark, Span<char> plain, ref int length)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        var exponent = text.IndexOfAny('e', 'E');
        var decimals = text[0] == decimalMark ? (exponent < 0 ? text : text[..exponent])[1..] : [];
        if (text[0] == decimalMark && (decimals.IsEmpty || decimals.IndexOfAnyExceptInRange('0', '9') >= 0))
        {
            return false;
        }

        plain[length++] = '.';
        plain[length++] = '0';
        length -= decimals.IsEmpty ? 0 : 1;
        decimals.CopyTo(plain[length..]);
        length += decimals.Length;
        var power = exponent < 0 ? [] : text[exponent..];
        power.CopyTo(plain[length..]);
        length += power.Length;
        return true;
    }

    private static bool IsGroupMark(char c) => c is ' ' or '\u00A0' or '\u202F' or '\'' or '\u2019';
}
