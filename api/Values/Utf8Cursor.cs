using System.Runtime.CompilerServices;

namespace Insight.Api.Values;

/// <summary>Writes UTF-8 text into a span whose owner made sure that it is long enough.</summary>
public ref struct Utf8Cursor(Span<byte> target)
{
    private readonly Span<byte> target = target;

    /// <summary>Bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Bytes that still fit.</summary>
    public readonly int Free => target.Length - Written;

    /// <summary>Writes ready text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(target[Written..]);
        Written += text.Length;
    }

    /// <summary>Writes one ASCII character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte character) => target[Written++] = character;

    /// <summary>Writes a finite number as the shortest text that reads back the same.</summary>
    public void Write(double number) => Written += ShortestNumber.Write(number, target[Written..]);

    /// <summary>Writes a finite number with a decimal comma.</summary>
    public void WriteWithComma(double number)
    {
        var start = Written;
        Write(number);
        target[start..Written].Replace((byte)'.', (byte)',');
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(int number)
    {
        number.TryFormat(target[Written..], out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        Written += length;
    }
}
