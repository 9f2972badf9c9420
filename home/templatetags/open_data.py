"""What the page of open data tells search engines."""

from django import template

from home.open_data.formats import terms
from home.sharing.structured import identity_of_agency
from submissions.templatetags.public_news import absolute, as_script

register = template.Library()
TYPES = {"json": "application/json", "csv": "text/csv"}


@register.simple_tag
def data_catalogue(datasets):
    """The tables `datasets` (Datasets) as a DataCatalog of schema.org, safe inside a `<script>`."""
    told = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "publisher": {"@id": identity_of_agency()},
        "dataset": [dataset_told(dataset) for dataset in datasets],
    }
    return as_script(told)


def dataset_told(dataset):
    return {
        "@type": "Dataset",
        "name": str(dataset.title),
        "description": str(dataset.about),
        "usageInfo": terms(),
        "creator": {"@id": identity_of_agency()},
        "isAccessibleForFree": True,
        "variableMeasured": [column.name for column in dataset.columns],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": TYPES[name], "contentUrl": absolute(address)}
            for name, address in dataset.addresses().items()
        ],
    }
