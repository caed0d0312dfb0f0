using System.Text;

namespace Insight.Etl.Landing;

/// <summary>Looks at the beginning of an answer: a producer that is down often answers 200 with a web page instead of data.</summary>
internal static class PayloadContent
{
    private const int SentenceLength = 200;

    /// <summary>Refuses a web page where data were asked for.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="address">Where.</param>
    /// <param name="contentType">What the server calls it, or null.</param>
    /// <param name="head">The first bytes of the answer.</param>
    /// <exception cref="PayloadException">It is a web page.</exception>
    public static void RefuseWebPage(PayloadRequest request, Uri address, string? contentType, ReadOnlySpan<byte> head)
    {
        var saysHtml = contentType is "text/html" or "application/xhtml+xml";
        if (saysHtml || (ExpectsJson(request) && FirstCharacter(head) == '<'))
        {
            throw new PayloadException(
                $"{address} answered with a web page ({contentType ?? "no content type"}) instead of data: «{Beginning(head)}». The service may be down for maintenance or have moved; look at the address in a browser.");
        }
    }

    /// <summary>The first readable characters, on one line, for messages.</summary>
    public static string Beginning(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, SentenceLength)]);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool ExpectsJson(PayloadRequest request) =>
        request.Accept?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
        || request.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static char FirstCharacter(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            head = head[Encoding.UTF8.Preamble.Length..];
        }

        head = head.TrimStart(" \t\r\n"u8);
        return head.IsEmpty ? '\0' : (char)head[0];
    }
}
