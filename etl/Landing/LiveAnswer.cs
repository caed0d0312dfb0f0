using System.Net;
using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>One answer of a producer's server: refused with a sentence, or landed piece by piece.</summary>
/// <param name="source">The source that asked.</param>
/// <param name="request">What was asked.</param>
/// <param name="address">Where.</param>
/// <param name="response">The answer; its body is not read yet.</param>
/// <param name="clock">The time of arrival.</param>
internal sealed class LiveAnswer(SourceDefinition source, PayloadRequest request, Uri address, HttpResponseMessage response, TimeProvider clock)
{
    private const int PieceSize = 1 << 16;

    /// <summary>Enough of an answer to tell data from a web page.</summary>
    private const int HeadSize = 512;

    private readonly string? contentType = response.Content.Headers.ContentType?.MediaType;

    /// <summary>Whether the body is packed; only gzip is asked for.</summary>
    /// <exception cref="PayloadException">It is packed otherwise.</exception>
    private bool IsPacked => response.Content.Headers.ContentEncoding.LastOrDefault() switch
    {
        null or "identity" => false,
        "gzip" or "x-gzip" => true,
        var other => throw new PayloadException($"{address} packed its answer as '{other}', though gzip or nothing was asked for; nothing was landed. Tell the producer."),
    };

    /// <summary>Returns when the server says that all is well.</summary>
    /// <exception cref="TransientFault">It may be well another time.</exception>
    /// <exception cref="PayloadException">It will not, or the answer is too large.</exception>
    public async Task RefuseFailureAsync(CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var said = $"{address} answered {(int)response.StatusCode} {response.ReasonPhrase}";
            throw TransientFault.IsTransient(response)
                ? new TransientFault(said + ".", TransientFault.RetryAfterOf(response, clock))
                : new PayloadException(
                    $"{said}: «{await BeginningAsync(cancellationToken)}». The request is not what the producer expects; compare the source's settings with its documentation.")
                {
                    IsNotThere = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone,
                };
        }

        if (response.Content.Headers.ContentLength > source.Limits.MaxBytes)
        {
            throw new PayloadException(
                $"{address} announces {response.Content.Headers.ContentLength} bytes, more than the {source.Limits.MaxBytes} of limits.max_bytes; ask for less, or raise the limit in source.yml.");
        }
    }

    /// <summary>Lands the body.</summary>
    /// <param name="store">Where.</param>
    /// <param name="silence">Told of every piece, so that it counts anew.</param>
    /// <param name="received">Told of every piece and its size.</param>
    /// <exception cref="TransientFault">The body was cut short.</exception>
    /// <exception cref="PayloadException">It is too large, empty, or a web page.</exception>
    public Task<LandedFile> LandAsync(LandingStore store, Silence silence, Action<PayloadRequest, int> received)
    {
        var draft = LandingDraft.Of(source, request, address.AbsoluteUri, "live", clock.GetUtcNow()) with
        {
            ContentType = contentType,
            LastModified = response.Content.Headers.LastModified,
        };
        return store.LandAsync(
            draft,
            source.Limits.MaxBytes,
            async (destination, token) =>
            {
                await using var body = await response.Content.ReadAsStreamAsync(token);
                await using var packed = IsPacked ? new PackedBody(body) : null;
                await CopyAsync(packed?.Unpacked ?? body, destination, silence, received);
                await RefuseShortAsync(packed, destination.Length, token);
            },
            silence.Token);
    }

    private async Task<string> BeginningAsync(CancellationToken cancellationToken)
    {
        var head = new byte[HeadSize];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var packed = IsPacked ? new PackedBody(body) : null;
        var length = await ReadAsync(packed?.Unpacked ?? body, head, head.Length, cancellationToken);
        return PayloadContent.Beginning(head.AsSpan(0, length));
    }

    private async Task CopyAsync(Stream body, Stream destination, Silence silence, Action<PayloadRequest, int> received)
    {
        var piece = new byte[PieceSize];
        var drip = new Drip(address, TimeSpan.FromSeconds(source.Limits.TimeoutSeconds), clock);
        for (var first = true; ; first = false)
        {
            silence.Start();
            var read = await ReadAsync(body, piece, first ? HeadSize : 1, silence.Token);
            if (first)
            {
                PayloadContent.RefuseWebPage(request, address, contentType, piece.AsSpan(0, read));
            }

            if (read == 0)
            {
                return;
            }

            await destination.WriteAsync(piece.AsMemory(0, read), silence.Token);
            received(request, read);
            drip.Received(read);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] piece, int atLeast, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAtLeastAsync(piece, atLeast, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new TransientFault($"{address} cut its answer short: {e.Message}", inner: e);
        }
    }

    /// <summary>An answer that ends before its announced length: HTTP/1.1 connections say so themselves, this is for all others; or one that was packed and cut.</summary>
    private async Task RefuseShortAsync(PackedBody? packed, long received, CancellationToken cancellationToken)
    {
        if (packed is not null)
        {
            if (!await packed.IsWholeAsync(received, cancellationToken))
            {
                throw new TransientFault($"{address} cut its packed answer short after {received} bytes (unpacked).");
            }
        }
        else if (response.Content.Headers.ContentLength is { } announced && announced != received)
        {
            throw new TransientFault($"{address} announced {announced} bytes and sent {received}.");
        }
    }
}
