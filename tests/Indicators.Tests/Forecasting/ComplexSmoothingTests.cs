using System.Numerics;
using Insight.Indicators.Forecasting.ComplexSmoothing;

namespace Indicators.Tests.Forecasting;

/// <summary>The real states of CES against the complex equation of Svetunkov, Kourentzes and Ord (2022), equation (5).</summary>
public sealed class ComplexSmoothingTests
{
    [TestCase("Nile", 1.3, 1.0)]
    [TestCase("LakeHuron", 0.9, 0.7)]
    [TestCase("WWWusage", 1.6, 1.2)]
    [TestCase("Airmiles", 1.7, 1.1)]
    [TestCase("USAccDeaths", 1.1, 0.9)]
    public void Two_real_states_do_what_one_complex_number_does(string name, double real, double imaginary)
    {
        var y = ReferenceSeries.Find(name).Values;
        var recursion = new ComplexRecursion(y);
        var squares = recursion.Value([real, imaginary]);

        Complex alpha = new(real, imaginary), rest = new Complex(1, 1) - alpha;
        var start = y.Take(10).Average();
        var state = new Complex(start, start / 1.1);
        Complex Next(double value) => state = alpha * new Complex(value, value - state.Real) + rest * state;
        foreach (var value in y.Concat(y.Reverse()))
        {
            Next(value);
        }
        var expected = 0.0;
        foreach (var value in y)
        {
            expected += Math.Pow(value - state.Real, 2);
            Next(value);
        }
        Assert.That(squares, Is.EqualTo(expected).Within(1e-9 * expected));
    }
}
