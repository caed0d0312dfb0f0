using System.Runtime.InteropServices;
using System.Text;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb;

/// <summary>The different texts of a column and their codes from 0 on, in the order in which they were met. Not for several threads.</summary>
public sealed class DuckDBTextDictionary
{
    private readonly List<string> texts = [];
    private readonly Dictionary<UInt128, int> shortTexts = [];
    private readonly Dictionary<string, int> longTexts = new(StringComparer.Ordinal);

    /// <summary>The texts; a text's place is its code.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The code of a text. Texts of up to 12 bytes are looked up by their bytes: no string is made unless the text is new.</summary>
    internal unsafe int Encode(NativeString* text) => text->Length <= NativeString.InlineLimit
        ? Encode(shortTexts, *(UInt128*)text, text)
        : Encode(longTexts, Encoding.UTF8.GetString(NativeString.Bytes(text)), text);

    private unsafe int Encode<TKey>(Dictionary<TKey, int> codes, TKey key, NativeString* text)
        where TKey : notnull
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(codes, key, out var known);
        if (!known)
        {
            code = texts.Count;
            texts.Add(Encoding.UTF8.GetString(NativeString.Bytes(text)));
        }

        return code;
    }
}
