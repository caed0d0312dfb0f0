using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// A value of a command. With a name it stands for <c>$name</c> in the text (write the name with or without the <c>$</c>; case does not
/// matter); without one it stands for the next <c>?</c>, or for <c>$1</c>, <c>$2</c> … by its place. The value's .NET type decides DuckDB's type; null and
/// <see cref="DBNull"/> are NULL. A <see cref="DateTime"/> is a TIMESTAMP as written, a <see cref="DateTimeOffset"/> a TIMESTAMPTZ.
/// </summary>
public sealed class DuckDBParameter : DbParameter
{
    private string name = "";

    /// <summary>A parameter without name and value.</summary>
    public DuckDBParameter()
    {
    }

    /// <summary>A positional parameter.</summary>
    public DuckDBParameter(object? value) => Value = value;

    /// <summary>A named parameter.</summary>
    public DuckDBParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    /// <summary>Not used: the value's .NET type decides.</summary>
    public override DbType DbType { get; set; } = DbType.Object;

    /// <summary>Only input parameters exist.</summary>
    /// <exception cref="NotSupportedException">Another direction is set.</exception>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
            {
                throw new NotSupportedException($"DuckDB has no {value} parameters; read what a statement returns from its result.");
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <summary>The name without <c>$</c>; empty for a positional parameter.</summary>
    [AllowNull]
    public override string ParameterName
    {
        get => name;
        set => name = value?.TrimStart('$', '@', ':') ?? "";
    }

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.Object;
}
