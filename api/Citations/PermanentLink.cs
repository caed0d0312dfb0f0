using System.Text;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Microsoft.AspNetCore.WebUtilities;

namespace Insight.Api.Citations;

/// <summary>The address under which a question is answered from the same publication for ever: the question with that publication as asOf.</summary>
internal static class PermanentLink
{
    private const string AsOf = "asOf";

    /// <summary>Path and query.</summary>
    public static string Of(HttpRequest request, string publication)
    {
        var link = new StringBuilder(request.PathBase.ToUriComponent() + request.Path.ToUriComponent()).Append('?');
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            if (name != AsOf)
            {
                link.Append(Escape(name)).Append('=').Append(Escape(pair.DecodeValue().ToString())).Append('&');
            }
        }

        return link.Append(AsOf).Append('=').Append(publication).ToString();
    }

    /// <summary>Names it in the header Link (RFC 8574).</summary>
    public static string Header(string link) => $"<{link}>; rel=\"cite-as\"";

    /// <summary>Puts it into the good answers to all questions that can be asked as of a publication.</summary>
    public static void UsePermanentLinks(this IApplicationBuilder app, PublicationShelf shelf) => app.Use((context, next) =>
    {
        if (IsDated(context))
        {
            context.Response.OnStarting(() =>
            {
                Add(context, shelf);
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>Answers with values have theirs prepared.</summary>
    private static bool IsDated(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { HasPreparedLink: false } operation && operation.Parameters.Any(parameter => parameter.Name == AsOf);

    private static void Add(HttpContext context, PublicationShelf shelf)
    {
        if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status202Accepted or StatusCodes.Status304NotModified
            && PublicationOf(context.Request, shelf) is { } publication)
        {
            context.Response.Headers.Append("Link", Header(Of(context.Request, publication)));
        }
    }

    private static string? PublicationOf(HttpRequest request, PublicationShelf shelf)
    {
        var asOf = request.Query[AsOf].ToString().Split(',')[0].Trim();
        try
        {
            return shelf.AsOf(asOf.Length == 0 ? null : asOf).Id;
        }
        catch (ProblemException)
        {
            // The interfaces of others read asOf in their own ways; what we cannot read is not cited.
            return null;
        }
    }

    /// <summary>Signs that need no escape in a query stay legible.</summary>
    private static string Escape(string text) =>
        Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
