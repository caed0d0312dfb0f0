using System.Text.Json.Serialization;

namespace Insight.Api.Facades.Kolada;

/// <summary>A page of Kolada's interface.</summary>
/// <param name="Count">Number of values on the page.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PerPage">Most values on a page.</param>
/// <param name="Values">The values.</param>
/// <param name="NextUrl">Address of the next page, or null.</param>
/// <param name="PreviousUrl">Address of the page before, or null.</param>
internal sealed record KoladaPage<T>(
    int Count,
    int Page,
    [property: JsonPropertyName("per_page")] int PerPage,
    IReadOnlyList<T> Values,
    [property: JsonPropertyName("next_url")] string? NextUrl,
    [property: JsonPropertyName("previous_url")] string? PreviousUrl);

/// <summary>A key figure: an indicator with values by year.</summary>
internal sealed record KoladaKpi(
    string Id,
    string Title,
    string Description,
    [property: JsonPropertyName("operating_area")] string OperatingArea,
    string Auspices,
    [property: JsonPropertyName("is_divided_by_gender")] bool IsDividedByGender,
    [property: JsonPropertyName("municipality_type")] string MunicipalityType,
    [property: JsonPropertyName("has_ou_data")] bool HasOuData,
    [property: JsonPropertyName("publication_date")] string PublicationDate,
    [property: JsonPropertyName("publ_period")] string? PublPeriod,
    [property: JsonPropertyName("prel_publication_date")] string? PrelPublicationDate = null,
    [property: JsonPropertyName("ou_publication_date")] string? OuPublicationDate = null);

/// <summary>A municipality (K), or a region or the country (L).</summary>
internal sealed record KoladaMunicipality(string Id, string Title, string Type);

/// <summary>A group of key figures or of municipalities.</summary>
internal sealed record KoladaGroup(string Id, string Title, IReadOnlyList<KoladaMember> Members);

/// <summary>A member of a group.</summary>
internal sealed record KoladaMember([property: JsonPropertyName("member_id")] string MemberId, [property: JsonPropertyName("member_title")] string MemberTitle);

/// <summary>The values of a key figure, area and year.</summary>
internal sealed record KoladaDatum(string Kpi, string Municipality, int Period, IReadOnlyList<KoladaValue> Values);

/// <summary>One value.</summary>
/// <param name="Gender">T total, K women, M men.</param>
/// <param name="Count">Number of areas that it holds; 0 where there is no value.</param>
/// <param name="Status">Empty, or our status code, for example confidential.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="IsDeleted">Whether it is no longer there (only with from_date).</param>
internal sealed record KoladaValue(string Gender, int Count, string Status, double? Value, [property: JsonPropertyName("isdeleted")] bool IsDeleted)
{
    /// <summary>The same by the name with an underscore, which some clients read.</summary>
    [JsonPropertyName("is_deleted")]
    public bool Deleted => IsDeleted;
}
