using System.Globalization;
using System.Text;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>The keywords of a PX file as text: <c>KEYWORD[sv]("subject")="text";</c>, long texts and lists broken over lines.</summary>
/// <param name="main">The main language, whose keywords have no language.</param>
internal sealed class PxKeywords(string main)
{
    private const int LongestPiece = 200;

    private readonly StringBuilder text = new();

    /// <summary>The language of what is written next.</summary>
    public string Language { get; set; } = main;

    /// <summary>All languages, the main one first.</summary>
    public IReadOnlyList<string> Languages { get; } = [main, .. Requests.Languages.All.Where(l => l != main)];

    /// <summary>One text.</summary>
    public void Text(string keyword, string value, string? subject = null)
    {
        Begin(keyword, subject);
        var clean = Clean(value);
        for (var start = 0; start == 0 || start < clean.Length; start += LongestPiece)
        {
            text.Append(start == 0 ? "" : "\r\n").Append('"').Append(clean.AsSpan(start, Math.Min(LongestPiece, clean.Length - start))).Append('"');
        }

        text.Append(";\r\n");
    }

    /// <summary>A list of texts.</summary>
    public void Texts(string keyword, IEnumerable<string> values, string? subject = null)
    {
        Begin(keyword, subject);
        Append(values);
        text.Append(";\r\n");
    }

    /// <summary>A number.</summary>
    public void Number(string keyword, int value) => Word(keyword, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>YES, NO or a number.</summary>
    public void Word(string keyword, string value)
    {
        Begin(keyword, null);
        text.Append(value).Append(";\r\n");
    }

    /// <summary>The periods of the dimension of time.</summary>
    public void TimeValues(string dimension, string scale, IEnumerable<string> values)
    {
        Begin("TIMEVAL", dimension);
        text.Append("TLIST(").Append(scale).Append("),");
        Append(values);
        text.Append(";\r\n");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void Begin(string keyword, string? subject)
    {
        text.Append(keyword);
        if (Language != Languages[0])
        {
            text.Append('[').Append(Language).Append(']');
        }

        if (subject is not null)
        {
            text.Append("(\"").Append(Clean(subject)).Append("\")");
        }

        text.Append('=');
    }

    private void Append(IEnumerable<string> values)
    {
        var onLine = 0;
        foreach (var (index, value) in values.Index())
        {
            var quoted = $"\"{Clean(value)}\"";
            text.Append(index == 0 ? "" : onLine + quoted.Length > LongestPiece ? ",\r\n" : ",").Append(quoted);
            onLine = index > 0 && onLine + quoted.Length > LongestPiece ? quoted.Length : onLine + quoted.Length + 1;
        }
    }

    /// <summary>Within quotes there are no quotes; a new line is written #.</summary>
    private static string Clean(string value) => value.Replace('"', '\'').Replace("\r\n", "#", StringComparison.Ordinal).Replace('\n', '#');
}
