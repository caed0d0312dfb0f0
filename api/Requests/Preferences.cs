namespace Insight.Api.Requests;

/// <summary>The header Prefer (RFC 7240).</summary>
public static class Preferences
{
    /// <summary>The preference for an answer that only says where the result will be.</summary>
    public const string RespondAsync = "respond-async";

    /// <summary>Whether the client does not want to wait. Who asks for headers only does not wait anyway.</summary>
    public static bool WantsAsync(HttpRequest request)
    {
        if (HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        foreach (var line in request.Headers["Prefer"])
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var item = line.AsSpan(range);
                var end = item.IndexOfAny(';', '=');
                if ((end < 0 ? item : item[..end]).Trim().Equals(RespondAsync, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
