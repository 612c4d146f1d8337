namespace KefuBlazor.Components.Localization;

/// <summary>Names the texts of the desk and the account pages: <c>Texts.resx</c> (Chinese) and <c>Texts.en.resx</c>.</summary>
public sealed class Texts;
