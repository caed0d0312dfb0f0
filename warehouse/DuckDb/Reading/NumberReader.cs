using System.Numerics;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Reading;

/// <summary>Reads numbers of any of DuckDB's numeric types as the number type that the caller asked for.</summary>
internal static class NumberReader
{
    /// <summary>A number; false when the column is not numeric.</summary>
    /// <exception cref="OverflowException">The number does not fit.</exception>
    public static bool TryRead<T>(in ColumnVector column, long row, out T value)
        where T : INumberBase<T>
    {
        switch (column.Type.Type)
        {
            case DuckDBType.TinyInt:
                value = T.CreateChecked(column.At<sbyte>(row));
                return true;
            case DuckDBType.SmallInt:
                value = T.CreateChecked(column.At<short>(row));
                return true;
            case DuckDBType.Integer:
                value = T.CreateChecked(column.At<int>(row));
                return true;
            case DuckDBType.BigInt:
                value = T.CreateChecked(column.At<long>(row));
                return true;
            case DuckDBType.UnsignedTinyInt:
                value = T.CreateChecked(column.At<byte>(row));
                return true;
            case DuckDBType.UnsignedSmallInt:
                value = T.CreateChecked(column.At<ushort>(row));
                return true;
            case DuckDBType.UnsignedInteger:
                value = T.CreateChecked(column.At<uint>(row));
                return true;
            case DuckDBType.UnsignedBigInt:
                value = T.CreateChecked(column.At<ulong>(row));
                return true;
            case DuckDBType.HugeInt:
                value = T.CreateChecked(HugeInt(column, row));
                return true;
            case DuckDBType.UnsignedHugeInt:
                value = T.CreateChecked(UnsignedHugeInt(column, row));
                return true;
            default:
                return TryReadFraction(column, row, out value);
        }
    }

    /// <summary>A HUGEINT.</summary>
    public static Int128 HugeInt(in ColumnVector column, long row)
    {
        var parts = column.At<NativeHugeInt>(row);
        return new Int128((ulong)parts.Upper, parts.Lower);
    }

    /// <summary>A UHUGEINT.</summary>
    public static UInt128 UnsignedHugeInt(in ColumnVector column, long row)
    {
        var parts = column.At<NativeUHugeInt>(row);
        return new UInt128(parts.Upper, parts.Lower);
    }

    /// <summary>A DECIMAL.</summary>
    /// <exception cref="OverflowException">It has more than the 28 digits that a .NET decimal holds.</exception>
    public static decimal Decimal(in ColumnVector column, long row)
    {
        var unscaled = Unscaled(column, row);
        var magnitude = (UInt128)Int128.Abs(unscaled);
        var scale = column.Type.Scale;
        while (scale > 0 && (scale > 28 || magnitude >> 96 != 0) && magnitude % 10 == 0)
        {
            magnitude /= 10;
            scale--;
        }

        if (scale > 28 || magnitude >> 96 != 0)
        {
            throw new OverflowException(
                $"A value of type {column.Type.SqlName} has more digits than a .NET decimal holds (28); cast it to DOUBLE or VARCHAR in the query.");
        }

        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), Int128.IsNegative(unscaled), scale);
    }

    private static bool TryReadFraction<T>(in ColumnVector column, long row, out T value)
        where T : INumberBase<T>
    {
        value = T.Zero;
        switch (column.Type.Type)
        {
            case DuckDBType.Float when IsReal<T>():
                value = T.CreateChecked(column.At<float>(row));
                return true;
            case DuckDBType.Double when IsReal<T>():
                value = T.CreateChecked(column.At<double>(row));
                return true;
            case DuckDBType.Decimal when typeof(T) == typeof(decimal):
                value = T.CreateChecked(Decimal(column, row));
                return true;
            case DuckDBType.Decimal when IsReal<T>():
                value = T.CreateChecked((double)Unscaled(column, row) / Math.Pow(10, column.Type.Scale));
                return true;
            case DuckDBType.Decimal when column.Type.Scale == 0:
                value = T.CreateChecked(Unscaled(column, row));
                return true;
            default:
                return false;
        }
    }

    private static bool IsReal<T>() => typeof(T) == typeof(double) || typeof(T) == typeof(float);

    private static Int128 Unscaled(in ColumnVector column, long row) => column.Type.Storage switch
    {
        DuckDBType.SmallInt => column.At<short>(row),
        DuckDBType.Integer => column.At<int>(row),
        DuckDBType.BigInt => column.At<long>(row),
        _ => HugeInt(column, row),
    };
}
