using System.Collections;
using System.Globalization;
using System.Numerics;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>Values of the current row.</summary>
public sealed partial class DuckDBDataReader
{
    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => Column(ordinal).IsNull(row);

    /// <summary>The value, or <see cref="DBNull"/>.</summary>
    public override object GetValue(int ordinal) => ValueReader.Read(Column(ordinal), row) ?? DBNull.Value;

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Require(ordinal, DuckDBType.Boolean).At<byte>(row) != 0;

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => Number<byte>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Number<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => Number<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => Number<long>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => Number<float>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => Number<double>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => Number<decimal>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal)
    {
        ref readonly var column = ref Present(ordinal);
        return column.Type.Type is DuckDBType.Varchar or DuckDBType.Enum ? ValueReader.Text(column, row) : throw WrongType(ordinal, "a text");
    }

    /// <summary>A text of one character.</summary>
    public override char GetChar(int ordinal) => GetString(ordinal) is { Length: 1 } text ? text[0] : throw WrongType(ordinal, "a single character");

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => ValueReader.Uuid(Require(ordinal, DuckDBType.Uuid), row);

    /// <summary>A timestamp as written (a TIMESTAMPTZ as UTC), or a date at midnight.</summary>
    public override DateTime GetDateTime(int ordinal)
    {
        ref readonly var column = ref Present(ordinal);
        return column.Type.Type == DuckDBType.Date
            ? ValueReader.Date(column, row).ToDateTime(TimeOnly.MinValue)
            : column.Type.ClrType == typeof(DateTime) ? ValueReader.Timestamp(column, row) : throw WrongType(ordinal, "a timestamp or date");
    }

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        ref readonly var column = ref Require(ordinal, DuckDBType.Blob);
        var bytes = column.Bytes(row);
        if (buffer is null)
        {
            return bytes.Length;
        }

        var part = bytes[(int)Math.Min(dataOffset, bytes.Length)..];
        part = part[..Math.Min(length, part.Length)];
        part.CopyTo(buffer.AsSpan(bufferOffset));
        return part.Length;
    }

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = GetString(ordinal);
        if (buffer is null)
        {
            return text.Length;
        }

        var start = (int)Math.Min(dataOffset, text.Length);
        var count = Math.Min(length, text.Length - start);
        text.CopyTo(start, buffer, bufferOffset, count);
        return count;
    }

    /// <summary>
    /// The value as a type of the caller's choice: any number type, text, date and time types (<see cref="DateTimeOffset"/> for TIMESTAMPTZ), <see cref="Guid"/>, byte arrays,
    /// a <see cref="List{T}"/> or array of a LIST's elements, an enum by its name; the nullable forms of them give null for NULL.
    /// </summary>
    /// <exception cref="InvalidCastException">The column's type is another, or the value is NULL and the type has no null.</exception>
    public override T GetFieldValue<T>(int ordinal)
    {
        ref readonly var column = ref Column(ordinal);
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (column.IsNull(row))
        {
            return type == typeof(object) || type == typeof(DBNull) ? (T)(object)DBNull.Value
                : default(T) is null && (type != typeof(T) || !type.IsValueType) ? default!
                : throw Null(ordinal);
        }

        return (T)Convert(type, ordinal);
    }

    private static object? Element(object? value, Type type) =>
        value is null || type.IsInstanceOfType(value) ? value : System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);

    private object Convert(Type type, int ordinal) => type switch
    {
        _ when type == typeof(string) => GetString(ordinal),
        _ when type == typeof(bool) => GetBoolean(ordinal),
        _ when type == typeof(sbyte) => Number<sbyte>(ordinal),
        _ when type == typeof(byte) => Number<byte>(ordinal),
        _ when type == typeof(short) => Number<short>(ordinal),
        _ when type == typeof(ushort) => Number<ushort>(ordinal),
        _ when type == typeof(int) => Number<int>(ordinal),
        _ when type == typeof(uint) => Number<uint>(ordinal),
        _ when type == typeof(long) => Number<long>(ordinal),
        _ when type == typeof(ulong) => Number<ulong>(ordinal),
        _ when type == typeof(Int128) => Number<Int128>(ordinal),
        _ when type == typeof(UInt128) => Number<UInt128>(ordinal),
        _ when type == typeof(BigInteger) => Number<BigInteger>(ordinal),
        _ when type == typeof(float) => Number<float>(ordinal),
        _ when type == typeof(double) => Number<double>(ordinal),
        _ when type == typeof(decimal) => Number<decimal>(ordinal),
        _ when type == typeof(DateOnly) => ValueReader.Date(Require(ordinal, DuckDBType.Date), row),
        _ when type == typeof(TimeOnly) => ValueReader.Time(Require(ordinal, DuckDBType.Time), row),
        _ when type == typeof(DateTime) => GetDateTime(ordinal),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(ValueReader.Timestamp(Require(ordinal, DuckDBType.TimestampTz), row)),
        _ when type == typeof(TimeSpan) => ValueReader.Interval(Require(ordinal, DuckDBType.Interval), row).ToTimeSpan(),
        _ when type == typeof(Stream) => new MemoryStream((byte[])GetValue(ordinal), writable: false),
        _ when type.IsEnum => Enum.Parse(type, GetString(ordinal), ignoreCase: true),
        _ => GetValue(ordinal) is var value && type.IsInstanceOfType(value) ? value : Sequence(type, value, ordinal),
    };

    /// <summary>A LIST as the list or array type that the caller wants.</summary>
    private object Sequence(Type type, object value, int ordinal)
    {
        var element = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;
        if (value is not IList source || value is byte[] || element is null)
        {
            throw WrongType(ordinal, "a " + type.Name);
        }

        var bare = Nullable.GetUnderlyingType(element) ?? element;
        if (bare == element && element.IsValueType && source.Cast<object?>().Contains(null))
        {
            throw new InvalidCastException($"The list in column {ordinal} '{GetName(ordinal)}' has a NULL; read it with nullable elements.");
        }

        var target = Array.CreateInstance(element, source.Count);
        for (var i = 0; i < source.Count; i++)
        {
            target.SetValue(Element(source[i], bare), i);
        }

        return type.IsArray ? target : Activator.CreateInstance(type, target)!;
    }

    private T Number<T>(int ordinal)
        where T : INumberBase<T>
    {
        try
        {
            return NumberReader.TryRead<T>(Present(ordinal), row, out var value) ? value : throw WrongType(ordinal, "a " + typeof(T).Name);
        }
        catch (OverflowException e)
        {
            throw new OverflowException($"Column {ordinal} '{GetName(ordinal)}': the value {GetValue(ordinal)} does not fit into {typeof(T).Name}.", e);
        }
    }

    private ref readonly ColumnVector Present(int ordinal)
    {
        ref readonly var column = ref Column(ordinal);
        if (column.IsNull(row))
        {
            throw Null(ordinal);
        }

        return ref column;
    }

    private ref readonly ColumnVector Require(int ordinal, DuckDBType type)
    {
        ref readonly var column = ref Present(ordinal);
        if (column.Type.Type != type)
        {
            throw WrongType(ordinal, type.ToString());
        }

        return ref column;
    }

    private InvalidCastException Null(int ordinal) =>
        new($"Column {ordinal} '{GetName(ordinal)}' is NULL in this row; ask IsDBNull first or read it as a nullable type.");

    private InvalidCastException WrongType(int ordinal, string wanted) =>
        new($"Column {ordinal} '{GetName(ordinal)}' is {columns[ordinal].Type.SqlName}, which is not read as {wanted}; read it as {columns[ordinal].Type.ClrType.Name} or cast it in the query.");
}
