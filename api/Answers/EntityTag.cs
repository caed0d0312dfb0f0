using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Insight.Api.Answers;

/// <summary>
/// Strong entity tags: a hash of everything that decides the bytes of an answer, the build of this program included, with a suffix for the
/// content coding, so that packed and plain bytes never share a tag.
/// </summary>
public static class EntityTag
{
    private const int HashBytes = 15;

    private static readonly byte[] Build = typeof(EntityTag).Module.ModuleVersionId.ToByteArray();

    /// <summary>Tag of an answer that a text determines together with this build (publication, canonical query, format …).</summary>
    public static string OfQuery(string determining, ContentCoding coding)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Build.Length + Encoding.UTF8.GetMaxByteCount(determining.Length));
        Build.CopyTo(bytes, 0);
        var length = Build.Length + Encoding.UTF8.GetBytes(determining, bytes.AsSpan(Build.Length));
        var tag = OfBytes(bytes.AsSpan(0, length), coding);
        ArrayPool<byte>.Shared.Return(bytes);
        return tag;
    }

    /// <summary>Tag of ready bytes (before packing).</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes, ContentCoding coding)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Quote(hash, coding);
    }

    /// <summary>Whether an If-None-Match header names the tag (or anything, by *). Weak comparison, as RFC 9110 asks for reading.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan(range).Trim();
                candidate = candidate.StartsWith("W/") ? candidate[2..] : candidate;
                if (candidate is "*" || candidate.SequenceEqual(tag))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Quote(ReadOnlySpan<byte> hash, ContentCoding coding)
    {
        var suffix = coding switch
        {
            ContentCoding.Brotli => "-br\"",
            ContentCoding.Gzip => "-gz\"",
            _ => "\"",
        };
        return string.Concat("\"", Base64Url.EncodeToString(hash[..HashBytes]), suffix);
    }
}
