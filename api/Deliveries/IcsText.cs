using System.Globalization;
using System.Text;

namespace Insight.Api.Deliveries;

/// <summary>iCalendar as text (RFC 5545).</summary>
internal static class IcsText
{
    private const int LongestLine = 75;

    /// <summary>A calendar around events.</summary>
    /// <param name="product">What made it, for PRODID.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="events">The lines of the events.</param>
    public static string Calendar(string product, string name, IEnumerable<string> events)
    {
        string[] head = ["BEGIN:VCALENDAR", "VERSION:2.0", $"PRODID:-//Insight//{product}//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:" + Escape(name)];
        return string.Concat(head.Concat(events).Append("END:VCALENDAR").Select(line => Fold(line) + "\r\n"));
    }

    /// <summary>A moment.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text with its signs escaped.</summary>
    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line has at most 75 bytes; a longer one goes on after a line break and a blank, never in the middle of a character.</summary>
    private static string Fold(string line)
    {
        var (folded, bytes) = (new StringBuilder(), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                bytes = 1;
            }

            folded.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
