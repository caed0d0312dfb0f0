namespace Insight.Api.Facades.Px;

/// <summary>A link of an answer of PxWebApi.</summary>
/// <param name="Rel">What it leads to: self, metadata, data, next, …</param>
/// <param name="Hreflang">Language of what is there.</param>
/// <param name="Href">Address.</param>
internal sealed record PxLink(string Rel, string Hreflang, string Href)
{
    /// <summary>Path of the interface.</summary>
    public const string Root = "/px/v2/";

    /// <summary>A link to a resource of the same server.</summary>
    /// <param name="rel">What it leads to.</param>
    /// <param name="language">Language of what is there.</param>
    /// <param name="server">Any address of the server.</param>
    /// <param name="path">Path within the interface, and its query.</param>
    public static PxLink Of(string rel, string language, Uri server, string path) =>
        new(rel, language, new Uri(server, $"{Root}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}").AbsoluteUri);
}
