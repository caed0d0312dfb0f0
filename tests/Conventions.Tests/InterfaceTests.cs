using System.Reflection;

namespace Insight.Conventions.Tests;

public sealed class InterfaceTests
{
    /// <summary>Interfaces with fewer than two implementations in the product, each with what else stands behind the seam.</summary>
    private static readonly Dictionary<string, string> Seams = [];

    [Test]
    public void An_interface_has_two_implementations_or_is_a_named_seam()
    {
        var types = Project.Production.SelectMany(p => Assembly.LoadFrom(p.Assembly).GetTypes()).ToList();
        Rule.Holds(
            "An interface stands for two implementations at least, or for a seam that is named here with its reason.",
            from contract in types
            where contract.IsInterface
            let implementations = types.Count(t => t is { IsInterface: false, IsAbstract: false } && Implements(t, contract))
            where implementations < 2
            select (contract.FullName!, $"{contract.FullName}: {implementations} implementations"),
            Seams);
    }

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(i => i == contract || (i.IsGenericType && i.GetGenericTypeDefinition() == contract));
}
