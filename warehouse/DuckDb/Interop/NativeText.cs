using System.Runtime.InteropServices;

namespace Insight.Warehouse.DuckDb.Interop;

/// <summary>Texts that the library hands out as zero-terminated UTF-8.</summary>
internal static unsafe class NativeText
{
    /// <summary>A text that stays the library's.</summary>
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>A text that is ours to free.</summary>
    public static string Take(byte* text)
    {
        var result = Read(text);
        NativeMethods.Free(text);
        return result;
    }
}
