namespace Insight.Indicators.Disclosure;

/// <summary>Arithmetic modulo a prime: whole numbers that can be divided exactly.</summary>
internal static class PrimeField
{
    private const long Prime = 2_147_483_647;

    /// <summary>A whole number as one of the field, 0 … prime − 1.</summary>
    public static long Modulo(long number) => number % Prime is var rest && rest < 0 ? rest + Prime : rest;

    /// <summary>1 ÷ number: number to the power of prime − 2 (Fermat).</summary>
    public static long Inverse(long number)
    {
        var (result, power) = (1L, number);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? Modulo(result * power) : result;
            power = Modulo(power * power);
        }

        return result;
    }

    /// <summary>A number other than 0 that looks random and follows from another.</summary>
    public static long Scattered(int number)
    {
        var mixed = unchecked((ulong)(number + 1) * 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL);
        return 1 + (long)((mixed ^ (mixed >> 32)) % (ulong)(Prime - 1));
    }

    /// <summary>Adds to one coefficient; one that becomes 0 goes.</summary>
    public static void Add(Dictionary<int, long> row, int cell, long coefficient)
    {
        var sum = Modulo(row.GetValueOrDefault(cell) + coefficient);
        if (sum == 0)
        {
            row.Remove(cell);
        }
        else
        {
            row[cell] = sum;
        }
    }

    /// <summary>Adds another row so many times.</summary>
    public static void AddTo(Dictionary<int, long> row, Dictionary<int, long> other, long times)
    {
        foreach (var (cell, coefficient) in other)
        {
            Add(row, cell, Modulo(times * coefficient));
        }
    }

    /// <summary>Multiplies all coefficients.</summary>
    public static void Scale(Dictionary<int, long> row, long factor)
    {
        foreach (var cell in row.Keys.ToList())
        {
            row[cell] = Modulo(row[cell] * factor);
        }
    }
}
