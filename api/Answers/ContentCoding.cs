using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Answers;

/// <summary>How the bytes of an answer are packed (HTTP Content-Encoding).</summary>
public enum ContentCoding
{
    /// <summary>As they are.</summary>
    Identity,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>br (brotli).</summary>
    Brotli,
}

/// <summary>Chooses and applies content codings.</summary>
public static class ContentCodings
{
    /// <summary>
    /// The coding that the client likes best of those we have; brotli where it likes two equally, identity where it asks for none.
    /// </summary>
    public static ContentCoding Negotiate(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. acceptEncoding.OfType<string>()], out var wishes))
        {
            return ContentCoding.Identity;
        }

        var (brotli, gzip) = (QualityOf("br", wishes), QualityOf("gzip", wishes));
        return (brotli, gzip) switch
        {
            (0, 0) => ContentCoding.Identity,
            _ when brotli >= gzip => ContentCoding.Brotli,
            _ => ContentCoding.Gzip,
        };
    }

    /// <summary>The name for Content-Encoding; null for identity.</summary>
    public static string? NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>A stream that packs what is written to it into <paramref name="target"/>, which stays open.</summary>
    public static Stream Pack(Stream target, ContentCoding coding, CompressionLevel level) => coding == ContentCoding.Brotli
        ? new BrotliStream(target, level, leaveOpen: true)
        : new GZipStream(target, level, leaveOpen: true);

    /// <summary>Bytes packed; the same array for identity.</summary>
    public static byte[] Pack(byte[] bytes, ContentCoding coding, CompressionLevel level)
    {
        if (coding == ContentCoding.Identity)
        {
            return bytes;
        }

        using var packed = new MemoryStream();
        using (var stream = Pack(packed, coding, level))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static double QualityOf(string name, IEnumerable<StringWithQualityHeaderValue> wishes)
    {
        double? any = null;
        foreach (var wish in wishes)
        {
            if (wish.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return wish.Quality ?? 1;
            }

            any = wish.Value == "*" ? wish.Quality ?? 1 : any;
        }

        return any ?? 0;
    }
}
