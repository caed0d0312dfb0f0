using System.Data;
using System.Data.Common;
using System.Collections.ObjectModel;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>What the columns of the current result are.</summary>
public sealed partial class DuckDBDataReader : IDbColumnSchemaGenerator
{
    /// <inheritdoc/>
    public override string GetName(int ordinal) => Columns(ordinal).Names[ordinal];

    /// <summary>Ordinal of a column by name: exactly, else without regard to case.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public override int GetOrdinal(string name) => (result?.Columns ?? new QueryColumns([], [])).Ordinal(name);

    /// <summary>The column's type as SQL writes it: DECIMAL(18,2), INTEGER[] …</summary>
    public override string GetDataTypeName(int ordinal) => Type(ordinal).SqlName;

    /// <summary>The .NET type of what <see cref="GetValue"/> gives.</summary>
    public override Type GetFieldType(int ordinal) => Type(ordinal).ClrType;

    /// <summary>DuckDB's type of the column.</summary>
    public DuckDBType GetDuckDBType(int ordinal) => Type(ordinal).Type;

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. Enumerable.Range(0, FieldCount).Select(i => (DbColumn)new ResultColumn(GetName(i), i, Type(i)))]);

    /// <inheritdoc/>
    public override DataTable? GetSchemaTable()
    {
        var table = new DataTable("SchemaTable") { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        for (var i = 0; i < FieldCount; i++)
        {
            table.Rows.Add(GetName(i), i, GetFieldType(i), true);
        }

        return table;
    }

    private ColumnType Type(int ordinal) => Columns(ordinal).Types[ordinal];

    private QueryColumns Columns(int ordinal) => result is not null && (uint)ordinal < (uint)FieldCount
        ? result.Columns
        : throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, $"The result has {FieldCount} columns; ordinals count from 0.");

    private sealed class ResultColumn : DbColumn
    {
        public ResultColumn(string name, int ordinal, ColumnType type)
        {
            ColumnName = name;
            ColumnOrdinal = ordinal;
            DataType = type.ClrType;
            DataTypeName = type.SqlName;
            AllowDBNull = true;
            NumericPrecision = type.Type == DuckDBType.Decimal ? type.Width : null;
            NumericScale = type.Type == DuckDBType.Decimal ? type.Scale : null;
        }
    }
}
