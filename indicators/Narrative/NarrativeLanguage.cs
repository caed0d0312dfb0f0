using System.Globalization;
using System.Text;

namespace Insight.Indicators.Narrative;

/// <summary>A language in which sentences are written, with its way of writing numbers.</summary>
public sealed class NarrativeLanguage
{
    /// <summary>U+2212, the sign of negative numbers in all languages.</summary>
    public const char Minus = '\u2212';

    /// <summary>U+00A0: between groups of digits (fi, sv) and between a number and its unit.</summary>
    public const char NoBreakSpace = '\u00A0';

    private const int GroupSize = 3;

    private readonly char group;

    private NarrativeLanguage(string id, char decimalMark, char group)
    {
        Id = id;
        DecimalMark = decimalMark;
        this.group = group;
    }

    /// <summary>Finnish: 1 234,5.</summary>
    public static NarrativeLanguage Finnish { get; } = new("fi", ',', NoBreakSpace);

    /// <summary>Swedish as in Finland: 1 234,5.</summary>
    public static NarrativeLanguage Swedish { get; } = new("sv", ',', NoBreakSpace);

    /// <summary>English: 1,234.5.</summary>
    public static NarrativeLanguage English { get; } = new("en", '.', ',');

    /// <summary>The three.</summary>
    public static IReadOnlyList<NarrativeLanguage> All { get; } = [Finnish, Swedish, English];

    /// <summary>fi, sv or en.</summary>
    public string Id { get; }

    /// <summary>Between whole and fraction.</summary>
    public char DecimalMark { get; }

    /// <summary>The language with an id.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static NarrativeLanguage Of(string id) => All.FirstOrDefault(language => language.Id == id)
        ?? throw new FormatException($"'{id}' is not a language of sentences; they are {string.Join(", ", All.Select(language => language.Id))}.");

    /// <summary>A number as it is shown, to so many decimals, half away from zero.</summary>
    public static double Round(double value, int decimals) => double.Parse(Plain(value, decimals), CultureInfo.InvariantCulture);

    /// <summary>
    /// A number as the language writes it. What rounds to zero has no sign; <paramref name="signed"/> writes a plus before what is above zero.
    /// </summary>
    public string Write(double value, int decimals, bool signed = false)
    {
        var plain = Plain(Math.Abs(value), decimals);
        var isZero = plain.All(c => c is '0' or '.');
        var point = plain.IndexOf('.');
        var whole = point < 0 ? plain : plain[..point];
        var text = new StringBuilder(isZero ? "" : value < 0 ? Minus.ToString() : signed ? "+" : "");
        for (var i = 0; i < whole.Length; i++)
        {
            text.Append(i > 0 && (whole.Length - i) % GroupSize == 0 ? group.ToString() : "").Append(whole[i]);
        }

        return point < 0 ? text.ToString() : text.Append(DecimalMark).Append(plain.AsSpan(point + 1)).ToString();
    }

    /// <summary>The number that <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not such a number.</exception>
    public double Read(string text)
    {
        var plain = text.Replace(group.ToString(), "", StringComparison.Ordinal).Replace(DecimalMark, '.').Replace(Minus, '-');
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{text}' is not a number as {Id} writes it; for example {Write(1234.5, 1)}.");
    }

    private static string Plain(double value, int decimals) =>
        value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);
}
