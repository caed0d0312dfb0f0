using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>What all origins do alike before they land a payload: check its name and write the head of its manifest.</summary>
internal static class LandingDraft
{
    /// <summary>A manifest without hash and size.</summary>
    public static LandingManifest Of(SourceDefinition source, PayloadRequest request, string url, string origin, DateTimeOffset fetchedAt) => new(
        source.Id,
        CheckedName(request.Name),
        url,
        request.JsonBody is null ? "GET" : "POST",
        request.JsonBody,
        origin,
        fetchedAt,
        Sha256: "",
        Size: 0,
        ContentType: null,
        LastModified: null,
        source.Producer,
        source.Licence,
        source.Synthetic);

    /// <summary>The producer's address of a request.</summary>
    /// <exception cref="PayloadException">The source has no base URL, or the request leads away from its server.</exception>
    public static Uri Address(SourceDefinition source, PayloadRequest request)
    {
        if (!Uri.TryCreate(source.BaseUrl?.TrimEnd('/') + "/", UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new PayloadException($"Source '{source.Id}': base_url '{source.BaseUrl}' is not an http or https address; mend it in source.yml.");
        }

        return Uri.TryCreate(server, request.Url.TrimStart('/'), out var address) && address.Authority == server.Authority && address.Scheme == server.Scheme
            ? address
            : throw new PayloadException($"Source '{source.Id}': the request '{request.Url}' leads away from {server}; addresses are relative to base_url.");
    }

    /// <summary>The content type that a file's name says, for origins without a server.</summary>
    public static string? ContentTypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".csv" => "text/csv",
        ".px" => "text/plain",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => null,
    };

    /// <summary>The name itself when it is a plain file name.</summary>
    /// <exception cref="PayloadException">It has a folder in it or is empty.</exception>
    public static string CheckedName(string name) => IsPlain(name)
        ? name
        : throw new PayloadException($"'{name}' is not a payload name; a plain file name without folders is needed.");

    /// <summary>Whether a name is a plain file name.</summary>
    public static bool IsPlain(string name) => name.Length > 0 && name is not ("." or "..") && name.IndexOfAny(['/', '\\', '\0', ':']) < 0;
}
