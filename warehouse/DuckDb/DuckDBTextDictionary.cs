using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// The different texts of a column and their codes from 0 on, in the order in which they were met. A text is looked up by its bytes: only a new one
/// makes a string. Not for several threads.
/// </summary>
public sealed class DuckDBTextDictionary
{
    private readonly List<string> texts = [];
    private readonly Dictionary<UInt128, int> shortTexts = [];
    private readonly Dictionary<byte[], int> longTexts = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> longTextsByBytes;

    /// <summary>A dictionary without texts.</summary>
    public DuckDBTextDictionary() => longTextsByBytes = longTexts.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The texts; a text's place is its code.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The code of a text; one of up to 12 bytes is a key as it lies in the vector.</summary>
    internal unsafe int Encode(NativeString* text)
    {
        var bytes = NativeString.Bytes(text);
        ref var code = ref text->Length <= NativeString.InlineLimit
            ? ref CollectionsMarshal.GetValueRefOrAddDefault(shortTexts, *(UInt128*)text, out var known)
            : ref CollectionsMarshal.GetValueRefOrAddDefault(longTextsByBytes, bytes, out known);
        if (!known)
        {
            code = texts.Count;
            texts.Add(Encoding.UTF8.GetString(bytes));
        }

        return code;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public byte[] Create(ReadOnlySpan<byte> bytes) => bytes.ToArray();

        public bool Equals(ReadOnlySpan<byte> bytes, byte[] other) => bytes.SequenceEqual(other);

        public bool Equals(byte[]? a, byte[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());
    }
}
