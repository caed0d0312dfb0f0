using System.Text;
using Insight.Api.Values;

namespace Insight.Api.Publications;

/// <summary>Fragments of JSON about an area, copied into many answers.</summary>
/// <param name="id">Id of the area.</param>
/// <param name="name">Its name in one language.</param>
internal sealed class AreaText(string id, string name)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary><c>"KU016"</c></summary>
    public byte[] Id { get; } = Encoding.UTF8.GetBytes(JsonText.Quoted(id));

    /// <summary><c>"KU016":"Asikkala"</c></summary>
    public byte[] IdAndName { get; } = Encoding.UTF8.GetBytes($"{JsonText.Quoted(id)}:{JsonText.Quoted(name)}");
}
