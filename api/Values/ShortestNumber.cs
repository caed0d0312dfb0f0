using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Insight.Api.Values;

/// <summary>
/// Writes a double as the shortest decimal text that reads back as the same double, nearest to it where several are equally short. The
/// method is Schubfach (R. Giulietti, "The Schubfach way to render doubles"); the framework's own formatting takes several times as long,
/// and on answers of some hundred rows that was most of the time.
/// </summary>
public static class ShortestNumber
{
    /// <summary>No number takes more bytes than this.</summary>
    public const int LongestText = 25;

    private const int SignificandBits = 52;
    private const int ExponentBias = 1075;
    private const int LeastPower = -292;
    private const int GreatestPower = 324;

    /// <summary>Decimal exponents outside of these are written with E, as JavaScript does.</summary>
    private const int LeastPlainExponent = -6;
    private const int GreatestPlainExponent = 20;

    private const ulong EightDigits = 100_000_000;

    private static readonly ulong[] PowersOfTen = [.. Enumerable.Range(0, 20).Select(i => (ulong)BigInteger.Pow(10, i))];

    /// <summary>10^k as 128-bit significands, rounded up, for k from <see cref="LeastPower"/>: high and low halves in turn.</summary>
    private static readonly ulong[] Powers = MakePowers();

    /// <summary>Writes a finite number; the span must have <see cref="LongestText"/> bytes.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(double number, Span<byte> target)
    {
        var bits = BitConverter.DoubleToUInt64Bits(number);
        var position = 0;
        if ((long)bits < 0)
        {
            target[position++] = (byte)'-';
        }

        var significand = bits & ((1UL << SignificandBits) - 1);
        var exponent = (int)(bits >> SignificandBits) & 0x7FF;
        if (significand == 0 && exponent == 0)
        {
            target[position] = (byte)'0';
            return position + 1;
        }

        var (digits, power) = ToDecimal(significand, exponent);
        return position + WriteDecimal(digits, power, target[position..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Digits, int Power) ToDecimal(ulong significand, int exponent)
    {
        var c = exponent == 0 ? significand : significand | (1UL << SignificandBits);
        var q = exponent == 0 ? 1 - ExponentBias : exponent - ExponentBias;
        if (-q is >= 0 and <= SignificandBits && (c & ((1UL << -q) - 1)) == 0)
        {
            return (c >> -q, 0);
        }

        var lowerIsCloser = significand == 0 && exponent > 1;
        var odd = c & 1;
        var k = ((q * 1_262_611) - (lowerIsCloser ? 524_031 : 0)) >> 22;
        var h = q + FloorLog2OfPow10(-k) + 1;
        var i = (-k - LeastPower) * 2;
        var (high, low) = (Powers[i], Powers[i + 1]);
        var lower = RoundToOdd(high, low, ((4 * c) - 2 + (lowerIsCloser ? 1UL : 0)) << h) + odd;
        var middle = RoundToOdd(high, low, (4 * c) << h);
        var upper = RoundToOdd(high, low, ((4 * c) + 2) << h) - odd;
        return Nearest(middle, lower, upper, k);
    }

    /// <summary>The shortest decimal within [lower, upper] (all in quarters of 10^k), nearest to the middle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Digits, int Power) Nearest(ulong middle, ulong lower, ulong upper, int k)
    {
        var s = middle / 4;
        if (s >= 10)
        {
            var tens = s / 10;
            var downFits = lower <= 40 * tens;
            var upFits = (40 * tens) + 40 <= upper;
            if (downFits != upFits)
            {
                return (tens + (upFits ? 1UL : 0), k + 1);
            }
        }

        var (floorFits, ceilingFits) = (lower <= 4 * s, (4 * s) + 4 <= upper);
        if (floorFits != ceilingFits)
        {
            return (s + (ceilingFits ? 1UL : 0), k);
        }

        var half = (4 * s) + 2;
        return (s + (middle > half || (middle == half && (s & 1) != 0) ? 1UL : 0), k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RoundToOdd(ulong high, ulong low, ulong factor)
    {
        var carry = Math.BigMul(low, factor, out _);
        var top = Math.BigMul(high, factor, out var rest);
        var sum = rest + carry;
        top += sum < rest ? 1UL : 0;
        return top | (sum > 1 ? 1UL : 0);
    }

    private static int WriteDecimal(ulong digits, int power, Span<byte> target)
    {
        while (power < 0 && digits % 10 == 0)
        {
            (digits, power) = (digits / 10, power + 1);
        }

        var length = CountDigits(digits);
        var exponent = length - 1 + power;
        return exponent switch
        {
            < LeastPlainExponent or > GreatestPlainExponent => WriteWithExponent(digits, length, exponent, target),
            < 0 => WriteFraction(digits, length, -exponent - 1, target),
            _ => WritePlain(digits, length, exponent + 1, target),
        };
    }

    private static int CountDigits(ulong digits)
    {
        var guess = ((BitOperations.Log2(digits | 1) + 1) * 1233) >> 12;
        return guess + (digits >= PowersOfTen[guess] ? 1 : 0);
    }

    /// <summary>Writes all digits, eight at a time from the last.</summary>
    private static void WriteDigits(ulong digits, Span<byte> target)
    {
        while (target.Length >= 8)
        {
            var rest = digits % EightDigits;
            digits /= EightDigits;
            BinaryPrimitives.WriteUInt64LittleEndian(target[^8..], EightAscii((uint)rest));
            target = target[..^8];
        }

        for (var number = (uint)digits; target.Length > 0; number /= 10)
        {
            target[^1] = (byte)('0' + (number % 10));
            target = target[..^1];
        }
    }

    /// <summary>
    /// Eight digits as ASCII, the first in the low byte: splits into four, two and one digits in all lanes of one register at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightAscii(uint number)
    {
        ulong fours = (number / 10_000) | ((ulong)(number % 10_000) << 32);
        var hundreds = ((fours * 10_486) >> 20) & 0x7F_0000_007F;
        var twos = hundreds | ((fours - (hundreds * 100)) << 16);
        var tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F;
        return (tens | ((twos - (tens * 10)) << 8)) + 0x3030_3030_3030_3030;
    }

    /// <summary>0.00123: zeros after the point, then all digits.</summary>
    private static int WriteFraction(ulong digits, int length, int zeros, Span<byte> target)
    {
        "0."u8.CopyTo(target);
        target.Slice(2, zeros).Fill((byte)'0');
        WriteDigits(digits, target.Slice(2 + zeros, length));
        return 2 + zeros + length;
    }

    /// <summary>123, 12.3 or 12300: so many places before the point.</summary>
    private static int WritePlain(ulong digits, int length, int places, Span<byte> target)
    {
        if (length <= places)
        {
            WriteDigits(digits, target[..length]);
            target[length..places].Fill((byte)'0');
            return places;
        }

        WriteDigits(digits, target.Slice(1, length));
        MoveLeft(target, places);
        target[places] = (byte)'.';
        return length + 1;
    }

    /// <summary>Moves so many bytes one place to the left, up to eight of them in one step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveLeft(Span<byte> target, int count)
    {
        if (count >= 8)
        {
            target.Slice(1, count).CopyTo(target);
            return;
        }

        var keep = ulong.MaxValue << (8 * count);
        var here = BinaryPrimitives.ReadUInt64LittleEndian(target);
        BinaryPrimitives.WriteUInt64LittleEndian(target, (here & keep) | (BinaryPrimitives.ReadUInt64LittleEndian(target[1..]) & ~keep));
    }

    private static int WriteWithExponent(ulong digits, int length, int exponent, Span<byte> target)
    {
        for (; digits % 10 == 0; length--)
        {
            digits /= 10;
        }

        WriteDigits(digits, target.Slice(1, length));
        target[0] = target[1];
        target[1] = (byte)'.';
        var position = length == 1 ? 1 : length + 1;
        target[position++] = (byte)'e';
        exponent.TryFormat(target[position..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        return position + written;
    }

    private static int FloorLog2OfPow10(int power) => (power * 1_741_647) >> 19;

    private static ulong[] MakePowers()
    {
        var powers = new ulong[(GreatestPower - LeastPower + 1) * 2];
        for (var k = LeastPower; k <= GreatestPower; k++)
        {
            var shift = 127 - FloorLog2OfPow10(k);
            var scaled = k >= 0
                ? ShiftUp(BigInteger.Pow(10, k), shift)
                : ((BigInteger.One << shift) + BigInteger.Pow(10, -k) - 1) / BigInteger.Pow(10, -k);
            powers[(k - LeastPower) * 2] = (ulong)(scaled >> 64);
            powers[((k - LeastPower) * 2) + 1] = (ulong)(scaled & ulong.MaxValue);
        }

        return powers;
    }

    /// <summary>number × 2^shift, rounded up.</summary>
    private static BigInteger ShiftUp(BigInteger number, int shift) => shift >= 0 ? number << shift : -(-number >> -shift);
}
