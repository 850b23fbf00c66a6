"""The design system: base templates, components, stylesheet, fonts, form fields and formats."""
