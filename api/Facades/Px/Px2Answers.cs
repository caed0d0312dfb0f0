namespace Insight.Api.Facades.Px;

/// <summary>A page of tables, as PxWebApi 2 answers it.</summary>
internal sealed record Px2TablesAnswer(string Language, IReadOnlyList<Px2TableAnswer> Tables, Px2PageAnswer Page, IReadOnlyList<PxLink> Links);

/// <summary>Where a page stands among all.</summary>
internal sealed record Px2PageAnswer(int PageNumber, int PageSize, int TotalElements, int TotalPages, IReadOnlyList<PxLink> Links);

/// <summary>A place in the tree of themes.</summary>
internal sealed record Px2PathAnswer(string Id, string Label);

/// <summary>One table.</summary>
internal record Px2TableAnswer
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Updated { get; init; }

    public required string? FirstPeriod { get; init; }

    public required string? LastPeriod { get; init; }

    public required string Category { get; init; }

    public required IReadOnlyList<string> VariableNames { get; init; }

    public required bool Discontinued { get; init; }

    public required string Source { get; init; }

    public required string SubjectCode { get; init; }

    public required string TimeUnit { get; init; }

    public required IReadOnlyList<IReadOnlyList<Px2PathAnswer>> Paths { get; init; }

    public required IReadOnlyList<PxLink> Links { get; init; }
}

/// <summary>One table with the language of its texts.</summary>
internal sealed record Px2OneTableAnswer : Px2TableAnswer
{
    public Px2OneTableAnswer()
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public Px2OneTableAnswer(string language, Px2TableAnswer table)
        : base(table) => Language = language;

    public string Language { get; init; } = "";
}

/// <summary>What the interface can do.</summary>
internal sealed record Px2ConfigAnswer(
    string ApiVersion,
    string AppVersion,
    IReadOnlyList<Px2LanguageAnswer> Languages,
    string DefaultLanguage,
    int MaxDataCells,
    int MaxCallsPerTimeWindow,
    int TimeWindow,
    string License,
    IReadOnlyList<Px2CitationAnswer> SourceReferences,
    string DefaultDataFormat,
    IReadOnlyList<string> DataFormats,
    IReadOnlyList<Px2FeatureAnswer> Features);

/// <summary>A language.</summary>
internal sealed record Px2LanguageAnswer(string Id, string Label);

/// <summary>How to cite, in a language.</summary>
internal sealed record Px2CitationAnswer(string Language, string Text);

/// <summary>A feature with its parameters.</summary>
internal sealed record Px2FeatureAnswer(string Id, IReadOnlyList<KeyValuePair<string, string>> Params);

/// <summary>A codelist with its values.</summary>
internal sealed record Px2CodelistAnswer(
    string Id, string Label, string Language, IReadOnlyList<string> Languages, bool Elimination, string Type, IReadOnlyList<Px2CodeAnswer> Values, IReadOnlyList<PxLink> Links);

/// <summary>A value of a codelist and what it stands for.</summary>
internal sealed record Px2CodeAnswer(string Code, string Label, IReadOnlyList<string> ValueMap);

/// <summary>A selection, chosen or by default.</summary>
internal sealed record Px2SelectionAnswer(IReadOnlyList<Px2Variable> Selection, Px2Placement Placement, string Language, IReadOnlyList<PxLink> Links);

/// <summary>A saved query.</summary>
internal sealed record Px2SavedAnswer(string Language, string Id, Px2SavedQuery SavedQuery, IReadOnlyList<PxLink> Links);

/// <summary>A selection as a body.</summary>
/// <param name="Selection">What is chosen of each variable.</param>
/// <param name="Placement">Where variables are placed.</param>
internal sealed record Px2Selection(IReadOnlyList<Px2Variable>? Selection, Px2Placement? Placement)
{
    /// <summary>The choices.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<PxChoice> Choices => [.. (Selection ?? []).Where(v => v is not null).Select(v => v.Choice)];
}

/// <summary>What is chosen of a variable.</summary>
/// <param name="VariableCode">Code of the variable.</param>
/// <param name="Codelist">Codelist by which its values are seen.</param>
/// <param name="ValueCodes">Codes and selection expressions.</param>
/// <param name="OutputValues"><c>aggregated</c> or <c>single</c>: of an aggregation, its values or the municipalities of which they are made.</param>
internal sealed record Px2Variable(string? VariableCode, string? Codelist, IReadOnlyList<string>? ValueCodes, string? OutputValues = null)
{
    /// <summary>Of an aggregation, what it is made of.</summary>
    public const string Parts = "single";

    /// <summary>The choice.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public PxChoice Choice => new(VariableCode ?? "", [.. (ValueCodes ?? []).OfType<string>()]) { Codelist = Codelist, WantsParts = Parts.Equals(OutputValues, StringComparison.OrdinalIgnoreCase) };
}

/// <summary>Where variables are placed.</summary>
/// <param name="Heading">Variables of the columns.</param>
/// <param name="Stub">Variables of the rows.</param>
internal sealed record Px2Placement(IReadOnlyList<string>? Heading, IReadOnlyList<string>? Stub);

/// <summary>A query to be saved.</summary>
internal sealed record Px2SavedQuery(
    string? Id, Px2Selection? Selection, string? Language, string? TableId, string? OutputFormat, IReadOnlyList<string>? OutputFormatParams);
