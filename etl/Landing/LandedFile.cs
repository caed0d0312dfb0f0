namespace Insight.Etl.Landing;

/// <summary>One payload as received, kept under its content hash, with its manifest beside it.</summary>
/// <param name="Path">Where the bytes lie: <c>landing/&lt;source&gt;/&lt;sha256&gt;</c>.</param>
/// <param name="Manifest">Whence and when they came.</param>
public sealed record LandedFile(string Path, LandingManifest Manifest)
{
    /// <summary>The name within its source, for example <c>tyonv-12r5.json</c>; what <see cref="PayloadRequest.Name"/> asked for.</summary>
    public string Name => Manifest.Name;

    /// <summary>Opens the bytes as received. Reading past the last one compares their hash with <see cref="LandingManifest.Sha256"/>.</summary>
    /// <exception cref="PayloadException">While reading: the bytes are no longer those that were landed.</exception>
    public Stream OpenRead() => new VerifyingReader(Path, Manifest.Sha256);
}

/// <summary>What is known of a landed payload; written as JSON beside it.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Name">Name within the source.</param>
/// <param name="Url">The address that was asked; of a recorded payload the address that the producer serves it from.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="RequestBody">The query that was sent, or null.</param>
/// <param name="Origin"><c>live</c>, <c>recorded</c>, <c>delivered</c> or <c>synthetic</c>.</param>
/// <param name="FetchedAt">When the bytes were first received; of a recorded payload when it was recorded.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hex; also the file's name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">As the server said, or null.</param>
/// <param name="LastModified">The producer's own date of the content, where it says one.</param>
/// <param name="Producer">Who made the figures.</param>
/// <param name="Licence">SPDX id of the data's licence.</param>
/// <param name="Synthetic">True when the figures are invented.</param>
public sealed record LandingManifest(
    string SourceId,
    string Name,
    string Url,
    string Method,
    string? RequestBody,
    string Origin,
    DateTimeOffset FetchedAt,
    string Sha256,
    long Size,
    string? ContentType,
    DateTimeOffset? LastModified,
    string Producer,
    string Licence,
    bool Synthetic);

/// <summary>One payload that a connector asks its origin for.</summary>
/// <param name="Name">File name within the source; a recorded folder serves the file of this name.</param>
/// <param name="Url">Address relative to the source's base URL, query string included.</param>
/// <param name="JsonBody">With a body the request is a POST of application/json; without, a GET.</param>
/// <param name="Accept">Accept header, or null.</param>
public sealed record PayloadRequest(string Name, string Url, string? JsonBody = null, string? Accept = null);

/// <summary>Where payloads come from: the producer's server, a recorded folder, a folder of deliveries, or a generator. Lands what it gets.</summary>
public interface IPayloadOrigin
{
    /// <summary>Gets one payload and lands it. The same bytes land once.</summary>
    /// <exception cref="PayloadException">It could not be had; the message says what was asked, what came and what to do.</exception>
    Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken);

    /// <summary>Whether the origin has the payload, without landing it. Live origins say true.</summary>
    bool Has(string name);

    /// <summary>Names of payloads with a beginning that were delivered, in order; an origin that does not take deliveries has none.</summary>
    IReadOnlyList<string> List(string beginning) => [];
}

/// <summary>A payload could not be had or is not what the producer documents.</summary>
public class PayloadException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a producer that answers says that it has nothing at the address (400, 404, 410): it may have renamed it.</summary>
    public bool IsNotThere { get; init; }
}

/// <summary>What was delivered is right as far as it goes, but a file is missing that belongs to it.</summary>
public sealed class IncompleteDeliveryException(string message) : PayloadException(message);
